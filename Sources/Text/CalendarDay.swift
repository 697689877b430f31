/// A day of the Gregorian calendar, in UTC.
public struct CalendarDay: Sendable, Hashable, Comparable {
    /// Days since 1 January 1970.
    public let number: Int

    /// The day with a number.
    public init(number: Int) { self.number = number }

    /// The day that holds a moment, in seconds since 1 January 1970.
    public init(seconds: Int) { number = seconds >= 0 ? seconds / 86400 : (seconds + 1) / 86400 - 1 }

    /// Reads `2026-11-27`; nil for anything else, also for days that no month has.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // Years that begin in March have their leap day last: years of 400 have 146,097 days, and five months 153.
        let shifted = month > 2 ? year : year - 1
        let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        number = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
        guard self.text == text else { return nil }
    }

    /// `2026-11-27`.
    public var text: String {
        let days = number + 719_468
        let era = days >= 0 ? days / 146_097 : (days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let place = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * place + 2) / 5 + 1
        let month = place < 10 ? place + 3 : place - 9
        return [(year + era * 400 + (month <= 2 ? 1 : 0), 4), (month, 2), (day, 2)].map { number, width in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }.joined(separator: "-")
    }

    /// Which of two days is earlier.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}
