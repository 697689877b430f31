import Testing
import Words

@Suite struct ValueWordsTests {
    @Test func durationsBelowASecondAreInMilliseconds() {
        #expect(ValueWords.duration(0.5) == "500.00 ms")
        #expect(ValueWords.duration(2) == "2.0 s")
    }
}
