namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// Moves lists of bursts: offers them to the controller one after the other, and is done when the data of the last have passed.
/// </summary>
internal sealed class OracleDma
{
    private readonly Queue<long> _bursts = new();
    private int _underWay;

    internal bool IsDone => _bursts.Count == 0 && _underWay == 0;

    internal bool IsWrite { get; private set; }

    internal void Start(IEnumerable<long> bursts, bool isWrite)
    {
        IsWrite = isWrite;
        foreach (long burst in bursts)
            _bursts.Enqueue(burst);
    }

    internal bool TryPeek(out long burst) => _bursts.TryPeek(out burst);

    internal void Accepted()
    {
        _bursts.Dequeue();
        _underWay++;
    }

    internal void DataEnded() => _underWay--;
}
