namespace CycleSim.Accelerator.Dataflow;

/// <summary>Every groups-th line of a part of a stream: what one group of lanes of the vector unit moves.</summary>
/// <param name="stream">The stream.</param>
/// <param name="table">Keeps the patterns.</param>
/// <param name="group">Which group.</param>
/// <param name="groups">Number of groups: lines that the vector unit takes in one step.</param>
internal sealed class VectorSequence(
    LineStream stream, PatternTable table, int group, int groups) : LineSequence
{
    private long _steps;
    private long _ownSteps;
    private long _from;
    private long _to;
    private long _index;

    /// <summary>Goes to the start of a part of the stream.</summary>
    /// <param name="from">First line of the part.</param>
    /// <param name="to">Line after the last of the part.</param>
    /// <param name="steps">Steps of the phase; a stream shorter than the longest is spread over them.</param>
    internal void Restart(long from, long to, long steps)
    {
        (_from, _to, _steps) = (from, to, steps);
        _ownSteps = (to - from + groups - 1) / groups;
        _index = from + group;
    }

    internal override bool TryNext(out LineChunk chunk)
    {
        chunk = default;
        if (_index >= _to)
            return false;
        long from = _index;
        (int line, int slice) = stream.At(from);
        long count = (Math.Min(_to, stream.EndOfBundle(from)) - from + groups - 1) / groups;
        var key = new VectorPatternKey(
            stream.ShapeAt(from), count, groups, _steps, _ownSteps, (from - _from) / groups * _steps % _ownSteps);
        LinePattern pattern = stream.Patterns.TryGetValue(key, out LinePattern? known) ? known : Make(key);
        chunk = new LineChunk(pattern, StepOf(from), stream.Layout.BankOf(line, slice), line, slice);
        _index += count * groups;
        return true;
    }

    private LinePattern Make(in VectorPatternKey key)
    {
        (int line, int slice) = stream.At(_index);
        for (long i = 0; i < key.Count; i++)
        {
            (int nextLine, int nextSlice) = stream.At(_index + i * groups);
            table.Add(
                checked((int)(StepOf(_index + i * groups) - StepOf(_index))),
                stream.Layout.BankOf(nextLine, nextSlice) - stream.Layout.BankOf(line, slice),
                stream.BytesOf(nextLine), nextLine - line, nextSlice - slice);
        }

        LinePattern pattern = table.Take();
        stream.Patterns.Add(key, pattern);
        return pattern;
    }

    private long StepOf(long index) => (index - _from) / groups * _steps / _ownSteps;
}
