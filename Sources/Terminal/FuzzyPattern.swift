/// What is looked for in earlier lines: words whose letters stand there in their order, not always side by side.
///
/// Capitals count only if the pattern has some.
struct FuzzyPattern {
    /// A word: its bytes in UTF-8, and how many of them each letter has.
    private struct Word {
        let bytes: [UInt8]
        let letters: [Int]
    }

    private let words: [Word]
    /// The pattern as it is typed.
    private let whole: [UInt8]
    /// Whether small letters stand for capitals too.
    let foldsCase: Bool

    init(_ text: String) {
        foldsCase = text == text.lowercased()
        whole = Array(text.utf8)
        words = text.split(whereSeparator: \.isWhitespace).map { word in
            Word(bytes: Array(word.utf8), letters: word.map { $0.utf8.count })
        }
    }

    /// How well a line fits, the smaller the better: 0 where it holds what is typed, 1 where it holds each word, from 2
    /// on where letters lie between those of a word; nil where it does not fit.
    ///
    /// The line's capitals are small already where the pattern folds them.
    func fit(_ line: UnsafeBufferPointer<UInt8>) -> Int? {
        if Self.place(of: whole[...], in: line, from: 0) != nil { return 0 }
        guard let first = words.first, words.count > 1 || first.letters.count > 1 else { return nil }
        var pieces = 0
        for word in words where words.count == 1 || Self.place(of: word.bytes[...], in: line, from: 0) == nil {
            guard let runs = self.pieces(of: word, in: line) else { return nil }
            pieces += runs
        }
        return 1 + pieces
    }

    /// The numbers of a line's characters that the pattern has.
    func characters(in line: String) -> Set<Int> {
        let folded = foldsCase ? line.utf8.map(Self.small) : Array(line.utf8)
        let bytes: Set<Int> = folded.withUnsafeBufferPointer { line in
            if let start = Self.place(of: whole[...], in: line, from: 0) { return Set(start..<start + whole.count) }
            return words.reduce(into: []) { found, word in
                if let start = Self.place(of: word.bytes[...], in: line, from: 0) {
                    found.formUnion(start..<start + word.bytes.count)
                } else {
                    _ = visit(word, in: line) { place, length in found.formUnion(place..<place + length) }
                }
            }
        }
        var offset = 0
        var numbers: Set<Int> = []
        for (number, character) in line.enumerated() {
            if bytes.contains(offset) { numbers.insert(number) }
            offset += character.utf8.count
        }
        return numbers
    }

    /// A byte of ASCII as a small letter.
    static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    /// Visits where the letters of a word stand, the last one first.
    ///
    /// Of the places that end first they are those nearest to each other.
    ///
    /// - Returns: whether they stand there at all.
    private func visit(_ word: Word, in line: UnsafeBufferPointer<UInt8>, _ visit: (Int, Int) -> Void) -> Bool {
        var end = 0
        var start = 0
        for length in word.letters {
            guard let place = Self.place(of: word.bytes[start..<start + length], in: line, from: end) else {
                return false
            }
            (start, end) = (start + length, place + length)
        }
        for length in word.letters.reversed() {
            let letter = word.bytes[start - length..<start]
            var place = end - length
            while place > 0, !Self.holds(letter, line, place) { place -= 1 }
            visit(place, length)
            (start, end) = (start - length, place)
        }
        return true
    }

    /// The runs of neighbours that the letters of a word stand in; nil where they do not stand there.
    private func pieces(of word: Word, in line: UnsafeBufferPointer<UInt8>) -> Int? {
        var pieces = 0
        var next = -1
        let isThere = visit(word, in: line) { place, length in
            if place + length != next { pieces += 1 }
            next = place
        }
        return isThere ? pieces : nil
    }

    private static func place(
        of part: ArraySlice<UInt8>, in line: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        guard let first = part.first else { return start }
        var place = start
        let last = line.count - part.count
        while place <= last {
            if line[place] == first, holds(part, line, place) { return place }
            place += 1
        }
        return nil
    }

    private static func holds(_ part: ArraySlice<UInt8>, _ line: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        var place = place
        for byte in part {
            guard line[place] == byte else { return false }
            place += 1
        }
        return true
    }
}
