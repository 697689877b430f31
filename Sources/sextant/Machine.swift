import Glibc
import Shell
import Terminal

/// The machine that the shell runs on.
enum Machine {
    static func environment(showsProgress: Bool, journal: Journal? = nil) -> Environment {
        Environment(
            cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), now: seconds,
            isCancelled: { Interrupt.isRequested },
            progress: { text in
                guard showsProgress else { return }
                // A line that wraps could not be wiped again.
                let width = Style.detect(fileDescriptor: STDERR_FILENO).width
                Streams.error(text.isEmpty ? "\r\u{1B}[K" : "\r\(text.prefix(max(0, width - 1)))\u{1B}[K")
            },
            pause: isatty(STDIN_FILENO) == 1 ? pause : nil, journal: journal)
    }

    /// Shows a text and waits for Enter; q or Ctrl-D stop.
    @Sendable private static func pause(_ text: String) -> Bool {
        Streams.output(text + "\n")
        Streams.error("Enter: run it, q: stop ")
        let answer = EnterKey.wait()
        Streams.error("\r\u{1B}[K")
        switch answer {
        case .line(let line): return line != "q"
        // The flag of Ctrl-C says the rest.
        case .interrupted: return true
        case .ended: return false
        }
    }

    /// Where the journals of this user are.
    static func journal() -> Journal? {
        Journal.defaultFolder { name in getenv(name).map { String(cString: $0) } }.map { Journal(folder: $0) }
    }

    @Sendable static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
