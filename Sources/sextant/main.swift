import Glibc
import Language
import Terminal
import Units

Streams.reopen()
Interrupt.install()
var arguments = Array(CommandLine.arguments.dropFirst())
let tongue = SpokenLanguage.take(from: &arguments) { name in getenv(name).map { String(cString: $0) } }
guard let tongue else {
    Streams.error("sextant: \(SpokenLanguage.expected)\n\(ProgramDescription.sextant.usage)")
    exit(ExitCode.usage.rawValue)
}
tongue.speak { Options.run(arguments) }
