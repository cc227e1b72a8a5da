namespace CycleSim.Accelerator.Dataflow;

/// <summary>A position in a line sequence; it can look ahead.</summary>
/// <param name="sequence">The sequence.</param>
/// <param name="banks">Banks of the scratchpad.</param>
internal sealed class LineCursor(LineSequence sequence, int banks)
{
    /// <summary>Maximum number of chunks that have been taken and are still in the list.</summary>
    private const int MaxTaken = 64;

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

    /// <summary>The present chunk; meaningless before the first.</summary>
    internal ref readonly LineChunk Chunk => ref _chunk;

    /// <summary>Lines of the present chunk; 0 before the first.</summary>
    internal int ChunkLines => _lines.Length;

    /// <summary>Banks of the scratchpad.</summary>
    internal int Banks => banks;

    /// <summary>Goes to the next line; false at the end.</summary>
    internal bool MoveNext()
    {
        if (++_at < _lines.Length)
            return true;
        return NextChunk();
    }

    /// <summary>Goes back to the start of a sequence that was restarted too.</summary>
    internal void Restart()
    {
        _ahead.Clear();
        _aheadFrom = 0;
        _ended = false;
        _lines = [];
        _at = -1;
        _chunks = 0;
    }

    /// <summary>Moves on by chunks, and to an index in the one reached; -1 is its last line.</summary>
    internal void MoveTo(int chunks, int at)
    {
        for (; chunks > 0; chunks--)
            NextChunk();
        _at = at >= 0 ? at : _lines.Length - 1;
    }

    private bool NextChunk()
    {
        if (!TryPeek(0, out LineChunk chunk))
        {
            _at = _lines.Length;
            return false;
        }

        if (++_aheadFrom == _ahead.Count || _aheadFrom == MaxTaken)
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

    /// <summary>A chunk after the present one, 0 for the next; false when there are not so many.</summary>
    internal bool TryPeek(int index, out LineChunk chunk)
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

    /// <summary>The bank that a number below twice the number of banks means.</summary>
    internal int Wrap(int bank) => bank >= banks ? bank - banks : bank;
}
