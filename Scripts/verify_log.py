#!/usr/bin/env python3
"""Checks an exported log, or a proof about one, without Milepost and without its database.

usage: verify_log.py log LOG.jsonl [--checkpoint FILE ...] [--key KEY ...]
       verify_log.py proof FILE --key KEY ...
       verify_log.py consistency FILE --key KEY ...
       verify_log.py number FILE --key KEY ...

log          recomputes the root over the lines and the chains that `prev` makes; prints size and root. Each
             CheckpointSigned in it must fit the lines before it and be signed by a key that the log names. Each
             checkpoint must be signed and have the root of the log, or of its beginning where it is smaller.
proof        checks that a .tlog-proof shows a line to be in a signed log; prints that line.
consistency  checks that one signed state of a log is the beginning of another.
number       checks that a published quarter was signed, and that its figures of one measure follow from the lines of the
             measure's chain, of which none was left out; reckons them again with refigure.py, which lies beside this
             script, and prints them.
KEY          a verifier key, <name>+<key id>+<base64>, from somebody you trust: not from the file itself.

Exits 0 if all holds, 1 if something is refused (FILE:LINE: what), 2 if it could not be checked.
The formats: EventLog/README.md; RFC 6962 and 8785; c2sp.org/signed-note, tlog-checkpoint and tlog-proof.
"""
import argparse
import base64
import collections
import hashlib
import json
import re
import sys

MOST_SIGNATURES = 100
MOST_HASHES = 63  # of a path: a log has fewer than 2^63 lines
MOST_BYTES = 256 << 20  # of a file that is no log


class Refused(Exception):
    """What is wrong, and on which line of the file, counted from 1; 0: the whole."""

    def __init__(self, what, line=0):
        super().__init__(what)
        self.line = line


class Unusable(Exception):
    """It could not be checked."""


# The tree: RFC 6962 §2.1, verified after RFC 9162 §2.1.3.2 and §2.1.4.2


def leaf_hash(line):
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """The roots of the complete subtrees of the lines so far, largest first."""

    def __init__(self):
        self.size = 0
        self.subtrees = []

    def append(self, line):
        hashed, index = leaf_hash(line), self.size
        while index & 1:
            hashed, index = node_hash(self.subtrees.pop(), hashed), index >> 1
        self.subtrees.append(hashed)
        self.size += 1

    def root(self):
        if not self.subtrees:
            return hashlib.sha256(b"").digest()
        *rest, root = self.subtrees
        for subtree in reversed(rest):
            root = node_hash(subtree, root)
        return root


def climb(first, last, path):
    """Yields each hash of a path, and whether it stands on the left; refuses another path's length."""
    for position, sibling in enumerate(path):
        if last == 0:
            raise Refused(f"the path has {len(path)} hashes and must have {position}")
        left = bool(first & 1) or first == last
        yield sibling, left
        while left and first & 1 == 0 and first != 0:
            first, last = first >> 1, last >> 1
        first, last = first >> 1, last >> 1
    if last != 0:
        raise Refused(f"the path has {len(path)} hashes, too few")


def verify_inclusion(line, index, path, checkpoint):
    if index >= checkpoint.size:
        raise Refused(f"index {index} is not in a log of {checkpoint.size} lines")
    root = leaf_hash(line)
    for sibling, left in climb(index, checkpoint.size - 1, path):
        root = node_hash(sibling, root) if left else node_hash(root, sibling)
    compare(root, checkpoint)


def verify_consistency(older, newer, path):
    if not 0 < older.size <= newer.size:
        raise Refused(f"no log of {newer.size} lines is shown to begin with {older.size}")
    if older.size == newer.size:
        if path:
            raise Refused(f"the path has {len(path)} hashes and must have 0")
        return compare(older.root, newer)
    if older.size & (older.size - 1) == 0:  # then its root is a node of the newer tree, and not repeated
        path = [older.root, *path]
    if not path:
        raise Refused("the path has 0 hashes, too few")
    first, last = older.size - 1, newer.size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    older_root = newer_root = path[0]
    for sibling, left in climb(first, last, path[1:]):
        if left:
            older_root = node_hash(sibling, older_root)
        newer_root = node_hash(sibling, newer_root) if left else node_hash(newer_root, sibling)
    compare(older_root, older)
    return compare(newer_root, newer)


def compare(root, checkpoint):
    if root != checkpoint.root:
        raise Refused(
            f"the root of {checkpoint.size} lines is {encode(root)}, the checkpoint says {encode(checkpoint.root)}"
        )


# Texts: strict forms only


def encode(raw):
    return base64.b64encode(raw).decode("ascii")


def decode(text, what, number, size=None):
    """The bytes of base64 in its one canonical form."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused(f"{what} is not base64: {text!r}", number) from None
    if encode(raw) != text:
        raise Refused(f"{what} is not canonical base64: {text!r}", number)
    if size is not None and len(raw) != size:
        raise Refused(f"{what} has {len(raw)} bytes instead of {size}", number)
    return raw


def count(text, what, number):
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text) or int(text) >= 2**63:
        raise Refused(f"{what} is not a number: {text!r}", number)
    return int(text)


def is_name(text):
    return text != "" and "+" not in text and not any(map(str.isspace, text))


def text_lines(raw):
    """(line, its number) of each line of a file, to be taken one by one."""
    *lines, rest = raw.split(b"\n")
    texts = collections.deque()
    for number, line in enumerate([*lines, rest], 1):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("not UTF-8", number) from None
        if control := re.search("[\x00-\x1f\x7f-\x9f]", text):
            raise Refused(f"control character U+{ord(control[0]):04X}", number)
        texts.append((text, number))
    if texts.pop()[0]:
        raise Refused("the line does not end in a line feed", len(lines) + 1)
    return texts


def take(lines, what):
    if not lines:
        raise Refused(f"ends before {what}")
    return lines.popleft()


def take_value(lines, word):
    """What follows the word on its line, and the line's number."""
    text, number = take(lines, f"the line {word!r}")
    if not text.startswith(word + " "):
        raise Refused(f"is {text!r} and must begin with {word!r}", number)
    return text[len(word) + 1 :], number


def take_count(lines, word):
    text, number = take_value(lines, word)
    return count(text, f"the value of {word!r}", number)


def take_form(lines, form):
    text, number = take(lines, f"the line {form!r}")
    if text != form:
        raise Refused(f"is {text!r} and must be {form!r}", number)


def take_block(lines, what):
    """The lines before the next empty one, which is taken too."""
    block = []
    while (line := take(lines, f"the empty line after {what}"))[0]:
        block.append(line)
    return block


def hashes(lines):
    if len(lines) > MOST_HASHES:
        raise Refused(f"the path has more than {MOST_HASHES} hashes", lines[MOST_HASHES][1])
    return [decode(text, "the hash", number, 32) for text, number in lines]


# Notes and checkpoints


class Key:
    """An Ed25519 verifier key, as the user gives it."""

    def __init__(self, text):
        try:
            name, key_id, typed = text.split("+", 2)
        except ValueError:
            raise Refused("is not <name>+<key id>+<base64>") from None
        raw = decode(typed, "the key", 0, 33)
        if raw[0] != 1:
            raise Refused("is not an Ed25519 key")
        if not is_name(name) or re.search("[\x00-\x1f\x7f-\x9f]", name):
            raise Refused(f"{name!r} can't be a key's name")
        self.name, self.text = name, text
        self.id = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        if key_id != self.id.hex():
            raise Refused(f"the key id is {key_id!r} and must be {self.id.hex()!r}")
        self.raw = raw[1:]

    def signed(self, signature, text):
        public = load_ed25519()(self.raw)
        from cryptography.exceptions import InvalidSignature

        try:
            public.verify(signature, text)
        except InvalidSignature:
            return False
        return True


def load_ed25519():
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        raise Unusable(
            f"signatures need the Python library 'cryptography' ({error}).\n"
            "  Install it:  python3 -m pip install cryptography    (Debian: apt install python3-cryptography)\n"
            "  Without it, 'verify_log.py log LOG.jsonl' still recomputes the root and the chains, and says so."
        ) from None
    return Ed25519PublicKey.from_public_bytes


class Checkpoint:
    """A log's name, size and root, signed by the log; without keys nobody asks by whom."""

    def __init__(self, text, signatures, keys):
        if len(text) < 3:
            raise Refused(f"the checkpoint has {len(text)} lines before its empty line and must have 3")
        self.line = text[0][1]
        self.origin = text[0][0]
        self.size = count(text[1][0], "the size", text[1][1])
        self.root = decode(text[2][0], "the root", text[2][1], 32)
        self.extensions = [line for line, _ in text[3:]]
        if keys is None:
            return
        signed = "".join(line + "\n" for line, _ in text).encode()
        self.signers = signers(signatures, signed, keys, self.line)
        if self.origin not in {key.name for key in self.signers}:
            names = ", ".join(key.name for key in self.signers)
            raise Refused(f"the log {self.origin} itself did not sign, only {names}", self.line)


def take_checkpoint(lines, keys, last=True):
    """A checkpoint has one empty line, between its text and its signatures; another one ends it."""
    text = take_block(lines, "the checkpoint's text")
    return Checkpoint(text, lines if last else take_block(lines, "the checkpoint"), keys)


def signers(lines, signed, keys, start):
    """The known keys among those that signed; a known key's bad signature rejects the whole."""
    if not lines:
        raise Refused("the checkpoint has no signature", start)
    if len(lines) > MOST_SIGNATURES:
        raise Refused(f"more than {MOST_SIGNATURES} signatures", lines[MOST_SIGNATURES][1])
    found = []
    for line, number in lines:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014" or not is_name(parts[1]):
            raise Refused(f"is no signature line: {line!r}", number)
        raw = decode(parts[2], "the signature", number)
        if len(raw) < 5:
            raise Refused("the signature is too short", number)
        named = [key for key in keys if (key.name, key.id) == (parts[1], raw[:4])]
        signer = next((key for key in named if key.signed(raw[4:], signed)), None)
        if named and not signer:
            raise Refused(f"the signature by {parts[1]} does not fit the text", number)
        if signer:
            found.append(signer)
    if not found:
        raise Refused("none of the given keys signed this", start)
    return found


# Logs


def refuse_number(text):
    raise ValueError(f"number {text} is not an integer")


def in_order(value):
    """The value with the keys of each object sorted by UTF-16 code units (RFC 8785)."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return [in_order(item) for item in value] if isinstance(value, list) else value


def read_event(line):
    text = line.decode("utf-8")
    event = json.loads(text, parse_float=refuse_number, parse_constant=refuse_number)
    if not isinstance(event, dict):
        raise ValueError("is no JSON object")
    if json.dumps(in_order(event), ensure_ascii=False, separators=(",", ":")) != text:
        raise ValueError("is not canonical JSON (RFC 8785)")
    return event


def chain(event):
    """What the line's chain is called; None where it is in none."""
    keys = ("city", "year", "project", "measure")
    if "measure" in event:
        return tuple(event[key] for key in keys)
    if "project" in event:
        return tuple(event[key] for key in keys[:3])
    return event["city"] if event.get("type") == "PlaceDefined" else None


def said(position):
    return "absent" if position is None else position


class Custody:
    """What a log says of its own keys and checkpoints."""

    def __init__(self):
        self.origin, self.keys, self.earlier, self.unjudged = None, [], [], None

    def take(self, event, number, tree):
        if event["type"] == "LogOpened":
            self.origin = event["origin"]
        if event["type"] in ("LogOpened", "KeyChanged") and "key" in event:
            key = Key(event["key"])
            if key.name != self.origin:
                raise Refused(f"the key is of the log {key.name}, not of {self.origin}")
            self.keys.append((tree.size, key))
        if event["type"] in ("CheckpointSigned", "SnapshotIssued"):
            checkpoint = self.checkpoint(text_lines(event["checkpoint"].encode()))
            if checkpoint.origin != self.origin:
                raise Refused(f"the checkpoint is of the log {checkpoint.origin}, not of {self.origin}")
            if not 0 < checkpoint.size <= tree.size:
                raise Refused(f"the checkpoint is of {checkpoint.size} lines, before it are {tree.size}")
            if checkpoint.size == tree.size:
                compare(tree.root(), checkpoint)
            else:
                self.earlier.append((checkpoint, number))
            if event["type"] == "SnapshotIssued":
                digest = "snapshot sha256:" + hashlib.sha256(event["sealed"].encode()).hexdigest()
                if checkpoint.extensions != [digest]:
                    raise Refused(f"the note does not end in the digest of the sealed text ({digest})")

    def checkpoint(self, lines):
        try:
            checkpoint = take_checkpoint(lines.copy(), [key for _, key in self.keys])
        except Unusable as error:
            self.unjudged = str(error)
            return take_checkpoint(lines, None)
        # A key that was replaced vouches for no line after its replacement.
        ends = [start for start, _ in self.keys[1:]] + [checkpoint.size]
        valid = {key.text for (_, key), end in zip(self.keys, ends) if checkpoint.size <= end}
        if not any(key.text in valid for key in checkpoint.signers):
            raise Refused("the checkpoint is signed with a key that was replaced before")
        return checkpoint


def read_log(path, sizes):
    """The tree of all lines, the root at each of the sizes that the log reaches, and why signatures were not checked."""
    tree, chains, custody = Tree(), {}, Custody()
    roots = {0: tree.root()}
    with opened(path) as file:
        for number, line in enumerate(file, 1):
            read_line(line, number, tree, chains, custody)
            if tree.size in sizes:
                roots[tree.size] = tree.root()
    if tree.size == 0:
        raise Refused("holds no line")
    # A checkpoint may be of fewer lines than stand before it: they are gone through once more.
    wanted = {checkpoint.size for checkpoint, _ in custody.earlier}
    again, found = Tree(), {}
    with opened(path) as file:
        for line in file if wanted else ():
            again.append(line[:-1])
            if again.size in wanted:
                found[again.size] = again.root()
    for checkpoint, number in custody.earlier:
        at_line(number, compare, found[checkpoint.size], checkpoint)
    return tree, roots, custody.unjudged


def at_line(number, check, *arguments):
    """What is refused of a part of a line, is refused of the line."""
    try:
        check(*arguments)
    except Refused as error:
        raise Refused(str(error), number) from None


def read_line(line, number, tree, chains, custody):
    if not line.endswith(b"\n"):
        raise Refused("the line does not end in a line feed", number)
    line = line[:-1]
    try:
        event = read_event(line)
        name = chain(event)
        previous, found = chains.get(name), event.get("prev")
        if (event.get("type") == "LogOpened") != (number == 1):
            raise Refused("the first line, and only the first, is LogOpened", number)
        if type(found) not in (int, type(None)) or found != previous:
            raise Refused(f"prev is {said(found)} and must be {said(previous)}", number)
        at_line(number, custody.take, event, number, tree)
    except KeyError as error:
        raise Refused(f"lacks the key {error.args[0]!r}", number) from None
    except (AttributeError, TypeError, ValueError, RecursionError) as error:
        raise Refused(str(error), number) from None
    if name is not None:
        chains[name] = tree.size
    tree.append(line)


# Commands


def opened(path):
    try:
        return open(path, "rb")
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}") from None


def read_lines(path):
    with opened(path) as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Refused(f"is larger than {MOST_BYTES >> 20} MiB, which no such file is")
    return text_lines(raw)


def show(checkpoint, label=""):
    print(f"{label}{checkpoint.origin}: {checkpoint.size} lines, root {encode(checkpoint.root)}")
    for key in dict.fromkeys(key.text for key in checkpoint.signers):
        print(f"  signed by {key}")


def check_log(options, keys, at):
    checkpoints = []
    for path in options.checkpoint:
        at[0] = path
        checkpoints.append((path, take_checkpoint(read_lines(path), keys)))
    at[0] = options.file
    tree, roots, unjudged = read_log(options.file, {checkpoint.size for _, checkpoint in checkpoints})
    print(f"size {tree.size}\nroot {encode(tree.root())}")
    if unjudged:
        print(f"the signatures in the log were not checked: {unjudged}", file=sys.stderr)
    for path, checkpoint in checkpoints:
        at[0] = path
        if checkpoint.size not in roots:
            raise Refused(f"is of {checkpoint.size} lines, the log has only {tree.size}", checkpoint.line + 1)
        if checkpoint.root != roots[checkpoint.size]:
            raise Refused(
                f"the root of the log's first {checkpoint.size} lines is {encode(roots[checkpoint.size])}, "
                f"the checkpoint says {encode(checkpoint.root)}",
                checkpoint.line + 2,
            )
        show(checkpoint, f"{path}: ")


def check_proof(options, keys, at):
    lines = read_lines(options.file)
    take_form(lines, "c2sp.org/tlog-proof@v1")
    extra, number = take_value(lines, "extra")
    line = decode(extra, "the line", number)
    index = take_count(lines, "index")
    path = hashes(take_block(lines, "the path"))
    checkpoint = take_checkpoint(lines, keys)
    verify_inclusion(line, index, path, checkpoint)
    show(checkpoint)
    print(f"index {index}\n{line.decode('utf-8', 'backslashreplace')}")


def check_consistency(options, keys, at):
    lines = read_lines(options.file)
    take_form(lines, "milepost-consistency/v1")
    sizes = take_count(lines, "from"), take_count(lines, "to")
    path = hashes(take_block(lines, "the path"))
    older = take_checkpoint(lines, keys, last=False)
    newer = take_checkpoint(lines, keys)
    if sizes != (older.size, newer.size):
        raise Refused(f"says from {sizes[0]} to {sizes[1]}, its checkpoints {older.size} and {newer.size}", 2)
    if older.origin != newer.origin:
        raise Refused(f"the checkpoints are of two logs, {older.origin} and {newer.origin}", newer.line)
    verify_consistency(older, newer, path)
    show(older)
    show(newer)
    print(f"the first {older.size} lines are unchanged")


def check_number(options, keys, at):
    lines = read_lines(options.file)
    take_form(lines, "milepost-number/v1")
    chain_name, _ = take_value(lines, "measure")
    base64_text, sealed_at = take_value(lines, "sealed")
    text = decode(base64_text, "the sealed text", sealed_at)
    block = take_block(lines, "the lines")
    checkpoint = take_checkpoint(lines, keys)
    digest = "snapshot sha256:" + hashlib.sha256(text).hexdigest()
    if checkpoint.extensions != [digest]:
        raise Refused(f"the note does not end in the digest of the sealed text ({digest})", sealed_at)
    try:
        sealed = read_event(text)
        tree = sealed["origin"], sealed["size"], sealed["root"]
        if tree != (checkpoint.origin, checkpoint.size, checkpoint.root.hex()):
            raise Refused("the sealed text speaks of another log or tree than its note", sealed_at)
        city, year, project, measure = chain_name.split("/")
        chains = {name: sealed["chains"].get(name) for name in (chain_name, f"{city}/{year}/{project}", city)}
        events = take_chains(block, checkpoint, chains)
        show(checkpoint)
        print(f"{chain_name}, {sealed['quarter']} as of {sealed['asOf']}, {digest}")
        figures = [
            figure
            for each in sealed.get("projects", [])
            if (each["project"], sealed["city"], sealed["quarter"][:4]) == (project, city, year)
            for figure in each.get("figures", [])
            if figure["measure"] == measure
        ]
        refigure(sealed, figures, events)
    except KeyError as error:
        raise Refused(f"lacks {error.args[0]!r}", sealed_at) from None
    except (AttributeError, IndexError, TypeError, ValueError, RecursionError) as error:
        raise Refused(str(error), sealed_at) from None


def take_chains(block, checkpoint, chains):
    """The events of these chains, which end where they say: each in the tree, and none of them left out."""
    events, last, block = [], {}, iter([*block, (None, 0)])
    text, number = next(block)
    while text is not None:
        word, *rest = text.split(" ")
        if word != "line" or len(rest) != 2:
            raise Refused(f"is {text!r} and must be 'line' with a position and a line", number)
        position, line = count(rest[0], "the position", number), decode(rest[1], "the line", number)
        start, path = number, []
        for text, number in block:
            if text is None or text.startswith("line "):
                break
            path.append((text, number))
            if len(path) > MOST_HASHES:
                break
        at_line(start, verify_inclusion, line, position, hashes(path), checkpoint)
        at_line(start, take_link, position, line, events, last, chains)
    if not events:
        raise Refused("holds no line")
    for name, end in chains.items():
        if end is None or last.get(name) != end:
            here, there = at_position(last.get(name)), at_position(end)
            raise Refused(f"{name} ends here with {here}, by the sealed text with {there}: lines were left out")
    return events


def take_link(position, line, events, last, chains):
    """The next line of one of the chains; the log's first line is in none."""
    try:
        event = read_event(line)
        name = chain(event)
        name = "/".join(map(str, name)) if isinstance(name, tuple) else name
        is_first, opens = not events, event["type"] == "LogOpened" and position == 0
        if is_first != opens or not is_first and (position <= events[-1][0] or name not in chains):
            raise Refused(f"@{position} does not belong here: it is of another chain, or out of order")
        if event.get("prev") != last.get(name):
            before, found = at_position(event.get("prev")), at_position(last.get(name))
            raise Refused(
                f"{name}: a line was left out or put in. Before @{position} there must be {before}, and is {found}"
            )
    except KeyError as error:
        raise Refused(f"lacks the key {error.args[0]!r}") from None
    except (AttributeError, TypeError, ValueError, RecursionError) as error:
        raise Refused(str(error)) from None
    last[name] = position
    events.append((position, event))


def at_position(position):
    return "no line" if position is None else f"@{position}"


def refigure(sealed, figures, events):
    """Reckons the figures again and prints each; what of one could not be reckoned is said."""
    sys.dont_write_bytecode = True  # a check leaves nothing behind
    try:
        from refigure import RULES, compare, name
    except ImportError:
        raise Unusable("the figures can't be recomputed: refigure.py must lie beside verify_log.py") from None
    if sealed["form"] != 1 or sealed["rules"] != RULES:
        raise Unusable(f"the figures follow from rules of version {sealed['rules']}, which refigure.py does not know")
    for figure, unjudged in compare(figures, events, sealed.get("place", sealed["city"]), sealed["quarter"]):
        value = f"{figure['value']} {figure.get('statedUnit', figure['unit'])}" if "value" in figure else "not reported"
        print(f"  {name(figure)}: {' '.join([value, *figure.get('bound', '').split()])}")
        if unjudged:
            print(f"    not recomputed: {', '.join(unjudged)}")
    print(f"{len(figures)} figures recomputed from {len(events)} lines, of which none was left out")


def parse_options(arguments):
    parser = argparse.ArgumentParser(prog="verify_log.py", allow_abbrev=False)
    parser.format_help = lambda: __doc__
    commands = parser.add_subparsers(dest="command", required=True, prog="verify_log.py")
    for name, run in (
        ("log", check_log),
        ("proof", check_proof),
        ("consistency", check_consistency),
        ("number", check_number),
    ):
        command = commands.add_parser(name, allow_abbrev=False)
        command.set_defaults(run=run, checkpoint=[])
        command.add_argument("file")
        command.add_argument("--key", action="append", default=[], required=name != "log")
        if name == "log":
            command.add_argument("--checkpoint", action="append", default=[])
    options = parser.parse_args(arguments)
    if options.checkpoint and not options.key:
        parser.error("a --checkpoint needs the --key of the log")
    return options


def main(arguments):
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    options = parse_options(arguments)
    at = [options.file]
    try:
        keys = []
        for text in options.key:
            try:
                keys.append(Key(text))
            except Refused as error:
                raise Unusable(f"--key {text}: {error}") from None
        options.run(options, keys, at)
    except Refused as error:
        place = f"{at[0]}:{error.line}" if error.line else at[0]
        print(f"{place}: refused: {error}", file=sys.stderr)
        return 1
    except (Unusable, OSError) as error:
        print(f"verify_log.py: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
