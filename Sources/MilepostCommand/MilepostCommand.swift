import ArgumentParser
import Yams
@main struct Main: ParsableCommand { func run() throws {} }
