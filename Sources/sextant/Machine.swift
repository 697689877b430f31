import Glibc
import Shell
import Terminal

/// The machine that the shell runs on.
enum Machine {
    static func environment(showsProgress: Bool) -> Environment {
        Environment(
            cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), now: seconds,
            isCancelled: { Interrupt.isRequested },
            progress: { text in
                if showsProgress { Streams.error(text.isEmpty ? "\r\u{1B}[K" : "\r\(text)\u{1B}[K") }
            })
    }

    @Sendable static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
