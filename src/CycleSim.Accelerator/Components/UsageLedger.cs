namespace CycleSim.Accelerator.Components;

/// <summary>Where array and vector unit enter what they did, under the operation that they did it for.</summary>
internal sealed class UsageLedger
{
    private readonly Dictionary<int, MachineUsage> _open = [];

    /// <summary>What an operation has used so far.</summary>
    internal MachineUsage Of(int operation)
    {
        if (!_open.TryGetValue(operation, out MachineUsage? usage))
            _open.Add(operation, usage = new MachineUsage());
        return usage;
    }

    /// <summary>What was entered for an operation, which is closed by this.</summary>
    internal MachineUsage Take(int operation)
    {
        MachineUsage usage = Of(operation);
        _open.Remove(operation);
        return usage;
    }
}
