import Foundation
import Testing

/// One who has Python and `Scripts/verify_log.py`, and neither this program nor its store.
struct Stranger {
    /// What the script said of one file.
    struct Verdict: Decodable {
        var status: Int
        var out: String
        var err: String
    }

    /// A Python that has `cryptography`; nil where there is none.
    static let python: String? = {
        ["/usr/bin/python3", "/usr/local/bin/python3"].first { candidate in
            do {
                let child = try Child(
                    [candidate, "-c", "import cryptography"],
                    in: "/",
                    environment: [:]
                )
                return child.wait().status == 0
            } catch { return false }
        }
    }()

    static var isThere: Bool { python != nil }

    let office: Office

    /// Runs a piece of Python with the script imported as `verify_log`.
    func run(_ code: String) throws -> String {
        let scripts = Office.repository.appendingPathComponent("Scripts").path
        let start = """
            import json, sys
            sys.dont_write_bytecode = True
            sys.path.insert(0, "\(scripts)")
            import verify_log

            """
        try office.write(start + code, to: "stranger.py")
        let answer = try office.tool(try #require(Self.python), "stranger.py")
        #expect(answer.status == 0, "\(answer.said)")
        return answer.out
    }

    /// Runs the script on many files in one process.
    func verdicts(_ calls: [[String]]) throws -> [Verdict] {
        let json = try JSONEncoder().encode(calls)
        try office.write(json, to: "calls.json")
        let out = try run(
            """
            import contextlib, io
            verdicts = []
            for call in json.load(open("calls.json")):
                out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                    status = verify_log.main(call)
                texts = []
                for stream in (out, err):
                    stream.flush()
                    texts.append(stream.buffer.getvalue().decode("utf-8"))
                verdicts.append({"status": status, "out": texts[0], "err": texts[1]})
            print(json.dumps(verdicts))
            """
        )
        return try JSONDecoder().decode([Verdict].self, from: Data(out.utf8))
    }

    func verdict(_ call: String...) throws -> Verdict {
        try #require(try verdicts([call]).first)
    }

    /// A note over a text, signed by a key of 32 equal bytes; and its verifier key.
    func signed(_ text: String, name: String, seed: Int = 7) throws -> (note: String, key: String) {
        try office.write(text, to: "text")
        let out = try run(
            """
            import base64, hashlib
            from cryptography.hazmat.primitives import serialization
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
            text, name = open("text", encoding="utf-8", newline="").read(), "\(name)"
            key = Ed25519PrivateKey.from_private_bytes(bytes([\(seed)]) * 32)
            raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
            public = b"\\x01" + key.public_key().public_bytes(*raw)
            key_id = hashlib.sha256(name.encode() + b"\\n" + public).digest()[:4]
            signature = base64.b64encode(key_id + key.sign(text.encode())).decode()
            note = f"{text}\\n\\u2014 {name} {signature}\\n"
            print(json.dumps([note, f"{name}+{key_id.hex()}+{base64.b64encode(public).decode()}"]))
            """
        )
        let pair = try JSONDecoder().decode([String].self, from: Data(out.utf8))
        return (pair[0], pair[1])
    }
}
