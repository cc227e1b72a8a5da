using CycleSim.Memoization;

namespace CycleSim.Accelerator.Array;

/// <summary>A place in a line sequence; it can look ahead, and say what comes so that equal futures read alike.</summary>
/// <param name="sequence">The sequence.</param>
/// <param name="banks">Banks of the scratchpad.</param>
internal sealed class LineCursor(LineSequence sequence, int banks)
{
    private enum Tag
    {
        Chunk = -2,
        Lines = -3,
        Open = -4,
        End = -5,
    }

    /// <summary>Chunks that have been taken and are still in the list, at most.</summary>
    private const int MostTaken = 64;

    private readonly List<LineChunk> _ahead = [];
    private int _aheadFrom;
    private bool _ended;
    private PatternLine[] _lines = [];
    private LineChunk _chunk;
    private int _at = -1;
    private int _chunks;

    /// <summary>Array step of the present line.</summary>
    internal long Step => _chunk.Step + _lines[_at].Step;

    /// <summary>Bank of the present line.</summary>
    internal int Bank => Wrap(_chunk.Bank + _lines[_at].Bank);

    /// <summary>Bytes that a write of the present line moves.</summary>
    internal int Bytes => _lines[_at].Bytes;

    /// <summary>The present line within its slice.</summary>
    internal int Line => _chunk.Line + _lines[_at].Line;

    /// <summary>Slice of the present line.</summary>
    internal int Slice => _chunk.Slice + _lines[_at].Slice;

    /// <summary>Where the cursor is: chunks taken, and index in the present one.</summary>
    internal (int Chunks, int At) Position => (_chunks, _at);

    /// <summary>Goes to the next line; false at the end.</summary>
    internal bool MoveNext()
    {
        if (++_at < _lines.Length)
            return true;
        return NextChunk();
    }

    /// <summary>Goes back to the beginning of a sequence that was set back too.</summary>
    internal void Restart()
    {
        _ahead.Clear();
        _aheadFrom = 0;
        _ended = false;
        _lines = [];
        _at = -1;
        _chunks = 0;
    }

    /// <summary>Goes on by chunks, and to an index in the one reached; -1 is its last line.</summary>
    internal void MoveTo(int chunks, int at)
    {
        for (; chunks > 0; chunks--)
            NextChunk();
        _at = at >= 0 ? at : _lines.Length - 1;
    }

    /// <summary>The bank that a description counts from: that of the chunk which holds the next line; -1 at the end.</summary>
    internal int NextBank(int next)
    {
        if (_at + next < _lines.Length)
            return _chunk.Bank;
        return TryPeek(0, out LineChunk chunk) ? chunk.Bank : -1;
    }

    /// <summary>Writes down the lines from here to a step, and so many beyond.</summary>
    /// <param name="key">Gets the words.</param>
    /// <param name="next">1: from the line after the present one on; 0: from the present one on.</param>
    /// <param name="from">Step that counts as zero.</param>
    /// <param name="to">Step up to which all lines matter.</param>
    /// <param name="beyond">Lines of this step and later that matter.</param>
    /// <param name="bank">Bank that counts as zero.</param>
    internal void Describe(StateKeyBuilder key, int next, long from, long to, int beyond, int bank)
    {
        int at = _at + next;
        bool isDone = at < _lines.Length && DescribeChunk(key, _chunk, at, from, to, ref beyond, bank);
        for (int i = 0; !isDone && TryPeek(i, out LineChunk chunk); i++)
            isDone = DescribeChunk(key, chunk, 0, from, to, ref beyond, bank);
        key.Add(isDone ? (int)Tag.Open : (int)Tag.End);
    }

    /// <summary>Writes down what matters of a chunk from an index on; returns whether nothing behind it matters.</summary>
    private bool DescribeChunk(StateKeyBuilder key, in LineChunk chunk, int at, long from, long to, ref int beyond, int bank)
    {
        int later = chunk.Pattern.CountFrom(at, to - chunk.Step);
        if (later < chunk.Pattern.Lines.Length - at)
            AddChunk(key, chunk, at, from, bank);
        else if (beyond > 0)
            AddLines(key, chunk, at, Math.Min(beyond, later), from, bank);
        beyond -= later;
        return beyond <= 0 && later > 0;
    }

    private void AddChunk(StateKeyBuilder key, in LineChunk chunk, int at, long from, int bank)
    {
        key.Add((int)Tag.Chunk);
        key.Add(chunk.Pattern.Id);
        key.Add(at);
        key.Add(chunk.Step - from);
        key.Add(Wrap(chunk.Bank + banks - bank));
    }

    private void AddLines(StateKeyBuilder key, in LineChunk chunk, int at, int count, long from, int bank)
    {
        key.Add((int)Tag.Lines);
        key.Add(at);
        key.Add(count);
        foreach (PatternLine line in chunk.Pattern.Lines.AsSpan(at, count))
        {
            key.Add(chunk.Step + line.Step - from);
            key.Add(Wrap(Wrap(chunk.Bank + line.Bank) + banks - bank));
        }
    }

    private bool NextChunk()
    {
        if (!TryPeek(0, out LineChunk chunk))
        {
            _at = _lines.Length;
            return false;
        }

        if (++_aheadFrom == _ahead.Count || _aheadFrom == MostTaken)
        {
            _ahead.RemoveRange(0, _aheadFrom);
            _aheadFrom = 0;
        }

        _chunk = chunk;
        _lines = chunk.Pattern.Lines;
        _chunks++;
        _at = 0;
        return true;
    }

    private bool TryPeek(int index, out LineChunk chunk)
    {
        while (!_ended && _ahead.Count - _aheadFrom <= index)
        {
            if (sequence.TryNext(out LineChunk next))
                _ahead.Add(next);
            else
                _ended = true;
        }

        bool isThere = _aheadFrom + index < _ahead.Count;
        chunk = isThere ? _ahead[_aheadFrom + index] : default;
        return isThere;
    }

    private int Wrap(int bank) => bank >= banks ? bank - banks : bank;
}
