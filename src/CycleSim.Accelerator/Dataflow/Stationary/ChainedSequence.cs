namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>Sequences one after the other, each made when the one before has ended.</summary>
/// <param name="parts">The sequences.</param>
internal sealed class ChainedSequence(IEnumerable<LineSequence> parts) : LineSequence
{
    private readonly IEnumerator<LineSequence> _parts = parts.GetEnumerator();
    private LineSequence? _part;

    internal override bool TryNext(out LineChunk chunk)
    {
        while (true)
        {
            if (_part?.TryNext(out chunk) == true)
                return true;
            chunk = default;
            if (!_parts.MoveNext())
                return false;
            _part = _parts.Current;
        }
    }
}
