using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Lifetimes;

/// <summary>A tensor that lies in its scratchpad while operations pass.</summary>
/// <param name="tensor">The tensor.</param>
/// <param name="clock">When operations start and end.</param>
/// <param name="entered">The operation before which it came, or its room was made.</param>
internal sealed class OpenStay(TensorSpec tensor, OperationClock clock, int entered)
{
    private readonly List<int> _uses = [];
    private int _first = entered;
    private int _lastRead = -1;

    /// <summary>
    /// An operation uses the data; returns those that end with it because it overwrites them, if somebody has read them.
    /// </summary>
    /// <param name="operation">Index of the operation.</param>
    /// <param name="reads">It reads them.</param>
    /// <param name="overwrites">
    /// It writes all of them anew. Who writes a part lets the others live on, and those that nobody has read yet are still being made.
    /// </param>
    internal DataStay? Use(int operation, bool reads, bool overwrites)
    {
        _uses.Add(operation);
        if (reads)
            _lastRead = operation;
        if (!overwrites || _lastRead < 0)
            return null;
        DataStay stay = End();
        _first = operation;
        _lastRead = -1;
        _uses.Clear();
        _uses.Add(operation);
        return stay;
    }

    /// <summary>The data leave; null where nobody has read them since they were written.</summary>
    /// <param name="writtenBackIn">The operation in whose time they are written back; null where they are not.</param>
    internal DataStay? Leave(int? writtenBackIn)
    {
        if (writtenBackIn is { } operation)
        {
            _uses.Add(operation);
            _lastRead = operation;
        }

        return _lastRead < 0 ? null : End();
    }

    private DataStay End()
    {
        long used = _uses.Where(operation => operation <= _lastRead).Distinct().Sum(clock.CyclesOf);
        return new DataStay(tensor, IsTile: false, clock.StartOf(_first), clock.EndOf(_lastRead), used);
    }
}
