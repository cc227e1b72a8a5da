namespace CycleSim.Accelerator.Components;

/// <summary>Where array and vector unit enter what they did, under the operation that they did it for.</summary>
internal sealed class UsageLedger
{
    private readonly Dictionary<int, MachineUsage> _open = [];

    /// <summary>Enters an activity.</summary>
    internal void Add(int operation, in MachineUsage usage) => _open[operation] = _open.GetValueOrDefault(operation) + usage;

    /// <summary>All that was entered for an operation, which is closed by this.</summary>
    internal MachineUsage Take(int operation)
    {
        _open.Remove(operation, out MachineUsage usage);
        return usage;
    }
}
