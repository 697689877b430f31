import Testing

@testable import Text

/// Days are numbered as `date -u -d DAY +%s` divided by 86,400 has them.
@Suite struct CalendarDayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2024-12-31", 20_088), ("2026-11-27", 20_784),
        ("2100-03-01", 47_541),
    ])
    func daysHaveNumbers(_ text: String, _ number: Int) throws {
        #expect(try #require(CalendarDay(text)).number == number)
        #expect(CalendarDay(number: number).text == text)
    }

    @Test(arguments: [
        "2023-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "today", "", "2026-01-0x",
    ])
    func whatIsNoDayIsNone(_ text: String) { #expect(CalendarDay(text) == nil) }

    @Test func aMomentIsInItsDay() {
        #expect(CalendarDay(seconds: 86_399).number == 0)
        #expect(CalendarDay(seconds: 86_400).number == 1)
        #expect(CalendarDay(seconds: -1).number == -1)
        #expect(CalendarDay(seconds: -86_400).number == -1)
        #expect(CalendarDay(number: 1) < CalendarDay(number: 2))
    }
}
