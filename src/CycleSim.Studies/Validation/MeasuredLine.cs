using CycleSim.Platform;

namespace CycleSim.Studies.Validation;

/// <summary>A line of CSV, whose cells know where they stand; blanks around them do not count.</summary>
internal sealed class MeasuredLine
{
    private const int MaxShown = 60;

    private readonly string _file;
    private readonly int _line;
    private readonly string[] _cells;

    /// <summary>Takes a line apart.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="line">Its number, from 1.</param>
    /// <param name="text">Its text.</param>
    internal MeasuredLine(string file, int line, string text)
    {
        _file = file;
        _line = line;
        _cells = text.Split(',');
        HasCells = text.AsSpan().Trim() is [not '#', ..];
    }

    /// <summary>Whether it is neither empty nor a comment.</summary>
    internal bool HasCells { get; }

    internal int Count => _cells.Length;

    internal string Location => $"{_file}({_line})";

    internal string this[int index] => _cells[index].Trim();

    /// <summary>An error about the whole line.</summary>
    internal InputException Error(string problem) => new($"{Location}: {problem}");

    /// <summary>An error about a cell.</summary>
    internal InputException Error(int index, string column, string problem)
    {
        int before = _cells.Take(index).Sum(cell => cell.Length + 1);
        int blanks = _cells[index].Length - _cells[index].TrimStart().Length;
        return new InputException($"{_file}({_line},{before + blanks + 1}): {column} = \"{Shown(this[index])}\": {problem}");
    }

    /// <summary>A text as a message shows it: short, on one line.</summary>
    private static string Shown(string text) => string.Concat(text.Take(MaxShown).Select(c => char.IsControl(c) ? '?' : c));

    /// <summary>Reads a cell.</summary>
    /// <param name="index">Which.</param>
    /// <param name="column">Name of its column.</param>
    /// <param name="read">Reads its text; what it throws gets the location of the cell.</param>
    /// <exception cref="InputException">The text is wrong.</exception>
    internal T Read<T>(int index, string column, Func<string, T> read)
    {
        try
        {
            return read(this[index]);
        }
        catch (InputException problem)
        {
            throw Error(index, column, problem.Message);
        }
    }
}
