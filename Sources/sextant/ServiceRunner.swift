import Dispatch
import Glibc
import Notebook
import Service
import Storage
import Synchronization
import Terminal
import Units
import Verbs

/// Answers one program on standard input and output.
enum ServiceRunner {
    /// Seconds that what waits may take once the input ended.
    private static let grace = 10.0

    /// Serves until the input ends or someone asks the process to end.
    static func run(in folder: String) -> ExitCode {
        guard chdir(folder) == 0 else {
            let reason = FileError(code: errno).reason
            Streams.error("sextant: \(ShellWords.unreachable(folder, reason))\n")
            return .usage
        }
        let stop = StopSign()
        let isCancelled: @Sendable () -> Bool = { Interrupt.isRequested || stop.isSet(at: Machine.seconds()) }
        let environment = Environment(
            cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), now: Machine.seconds, isCancelled: isCancelled,
            files: FileSystem(isCancelled: isCancelled).served)
        let turn = Mutex(())
        // Ctrl-C is for the call that runs, and for none behind it.
        let connection = Connection(
            Session.served, stop: stop, environment: environment, prepare: { Interrupt.clear() }
        ) { line in
            turn.withLock { _ in Streams.message(line) }
        }
        let isOver = Flag()
        let receiver = connection.receiver
        DispatchQueue.global(qos: .userInitiated).async {
            read(receiver)
            isOver.set()
            receiver.finish(until: Machine.seconds() + grace)
        }
        while !Interrupt.isEndRequested {
            let wasOver = isOver.isSet
            if !connection.work(waiting: 100), wasOver { return ExitCode.ofEnd ?? .success }
        }
        return ExitCode.ofEnd ?? .success
    }

    /// Hands lines on until the input ends.
    private static func read(_ receiver: Receiver) {
        var framer = LineFramer()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN {
                var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
                _ = poll(&polled, 1, 100)
                continue
            }
            guard count > 0 else { break }
            for line in framer.add(buffer[..<count]) { receiver.receive(line) }
        }
        if let rest = framer.finish() { receiver.receive(rest) }
    }
}

/// Something that one thread says and another sees.
private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)
    var isSet: Bool { value.load(ordering: .acquiring) }
    func set() { value.store(true, ordering: .releasing) }
}
