using System.Text;
using CycleSim.Platform;

namespace CycleSim.Traces.Requests;

/// <summary>The lines of a text, as bytes. Ends of lines are LF or CR LF; a byte order mark is passed over.</summary>
internal sealed class LineReader
{
    /// <summary>Bytes of the longest line.</summary>
    internal const int MaxLineBytes = 1 << 20;

    private const int ShownBytes = 100;

    private readonly InputBuffer _input;
    private bool _isStarted;

    internal LineReader(InputBuffer input)
    {
        _input = input;
        _input.Wrong = problem => new InputException($"{_input.Name}({Number + 1}): {problem}");
    }

    /// <summary>Number of the line that was read last, from 1.</summary>
    internal long Number { get; private set; }

    /// <summary>The next line without its end.</summary>
    /// <param name="line">The line; stands until the next call.</param>
    /// <returns>Whether there was one more.</returns>
    /// <exception cref="InputException">The file is damaged, or the line is too long.</exception>
    internal bool TryNext(out ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> unread = _input.Unread;
        int length = unread.IndexOf((byte)'\n');
        if (length < 0 && (length = FetchLine()) < 0)
        {
            line = default;
            return false;
        }

        unread = _input.Unread;
        line = unread[..length];
        _input.Use(Math.Min(length + 1, unread.Length));
        Number++;
        if (line is [.., (byte)'\r'])
            line = line[..^1];
        return true;
    }

    /// <summary>What is wrong with the line that was read last.</summary>
    internal InputException Wrong(ReadOnlySpan<byte> line, string problem) =>
        new($"{_input.Name}({Number}): \"{Shown(line)}\": {problem}");

    /// <summary>Text of a line for messages: shortened, without control characters.</summary>
    internal static string Shown(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder();
        foreach (char letter in Encoding.UTF8.GetString(line[..Math.Min(line.Length, ShownBytes)]))
            text.Append(char.IsControl(letter) && letter != '\t' ? $"\\u{(int)letter:x4}" : letter.ToString());
        return line.Length > ShownBytes ? $"{text}..." : text.ToString();
    }

    /// <summary>Passes over a byte order mark at the start of the text.</summary>
    internal void Start()
    {
        if (_isStarted)
            return;
        _isStarted = true;
        if (_input.Fetch(3) && _input.Unread.StartsWith(Encoding.UTF8.Preamble))
            _input.Use(3);
    }

    /// <summary>Length of a line of which not everything was fetched; -1 at the end.</summary>
    private int FetchLine()
    {
        Start();
        while (true)
        {
            int searched = _input.Unread.Length;
            if (searched > MaxLineBytes)
            {
                Number++;
                throw Wrong(_input.Unread, $"is longer than {MaxLineBytes} bytes; allowed are requests, one a line");
            }

            bool hasMore = _input.FetchMore();
            int length = _input.Unread[searched..].IndexOf((byte)'\n');
            if (length >= 0)
                return searched + length;
            if (!hasMore)
                return searched > 0 ? searched : -1;
        }
    }
}
