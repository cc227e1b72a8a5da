using System.Globalization;
using System.Text;

namespace CycleSim.Cli.Output;

/// <summary>Lines of numbers and names, written without a string for each.</summary>
/// <param name="stream">Where to; it stays open.</param>
internal sealed class CsvLineWriter(Stream stream) : IDisposable
{
    private readonly StreamWriter _writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
    private readonly char[] _line = new char[256];
    private int _length;

    /// <summary>Adds a whole number.</summary>
    internal CsvLineWriter Add(long value)
    {
        Separate();
        value.TryFormat(_line.AsSpan(_length), out int written, provider: CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }

    /// <summary>Adds a short text, perhaps empty.</summary>
    internal CsvLineWriter Add(string text)
    {
        Separate();
        text.CopyTo(_line.AsSpan(_length));
        _length += text.Length;
        return this;
    }

    /// <summary>Adds a whole number, or nothing.</summary>
    internal CsvLineWriter AddIf(bool has, long value) => has ? Add(value) : Add("");

    /// <summary>Ends the line.</summary>
    internal void EndLine()
    {
        // Each value stands behind a comma, the first one too.
        _writer.Write(_line.AsSpan(1, _length - 1));
        _writer.Write('\n');
        _length = 0;
    }

    /// <inheritdoc />
    public void Dispose() => _writer.Dispose();

    private void Separate() => _line[_length++] = ',';
}
