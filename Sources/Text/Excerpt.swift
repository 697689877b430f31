extension String {
    /// As much of a text from a file as a message holds.
    public var excerpt: String {
        // Counting the characters of a long text takes longer than seeing that it goes on.
        guard let end = index(startIndex, offsetBy: 80, limitedBy: endIndex), end < endIndex else { return self }
        return String(self[..<end]) + "..."
    }

    /// Whether a text has more characters than a number.
    public func isLonger(than most: Int) -> Bool {
        index(startIndex, offsetBy: most, limitedBy: endIndex).map { $0 < endIndex } ?? false
    }
}
