import Presentation

/// A piece of a cell's output.
enum Piece {
    /// Lines, each with its newline.
    case text(String)
    case table(Table)
    /// A picture.
    case plot(Plot)
}
