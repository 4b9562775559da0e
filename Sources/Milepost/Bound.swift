/// What an amount leaves open: the true one may be more than said, less than said, or both.
package enum Bound: String, Sendable, CaseIterable {
    /// 24: neither more nor less.
    case exact
    /// 余, 多, 以上, 超过: may be more.
    case atLeast
    /// 不超过, 以内: may be less.
    case atMost
    /// 近: may be less.
    case nearly
    /// 约, 左右: may be either.
    case about

    /// The bound with these two flags; less alone reads atMost, since 近 is a word, not a flag.
    package init(mayBeMore: Bool, mayBeLess: Bool) {
        self =
            switch (mayBeMore, mayBeLess) {
            case (false, false): .exact
            case (true, false): .atLeast
            case (false, true): .atMost
            case (true, true): .about
            }
    }

    /// Whether the true amount may be more.
    package var mayBeMore: Bool {
        switch self {
        case .atLeast, .about: true
        case .exact, .atMost, .nearly: false
        }
    }

    /// Whether the true amount may be less.
    package var mayBeLess: Bool {
        switch self {
        case .atMost, .nearly, .about: true
        case .exact, .atLeast: false
        }
    }

    /// The bound of the amount with the other sign: a fall of over 5 is at most -5.
    package var mirrored: Bound {
        Bound(mayBeMore: mayBeLess, mayBeLess: mayBeMore)
    }
}
