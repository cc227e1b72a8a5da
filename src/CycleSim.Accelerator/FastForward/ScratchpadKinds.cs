using CycleSim.Accelerator.Components;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.FastForward;

/// <summary>Numbers for scratchpads that behave alike: equal role, banks and times.</summary>
internal sealed class ScratchpadKinds
{
    private readonly Dictionary<(TensorRole Role, int Banks, int Read, int Write, int ReadBusy, int WriteBusy), int> _ids = [];

    /// <summary>The number of a scratchpad's kind.</summary>
    internal int IdOf(Scratchpad scratchpad)
    {
        var kind = (
            scratchpad.Role, scratchpad.Banks, scratchpad.ReadCycles, scratchpad.WriteCycles, scratchpad.ReadBusyCycles,
            scratchpad.WriteBusyCycles);
        if (!_ids.TryGetValue(kind, out int id))
        {
            id = _ids.Count;
            _ids.Add(kind, id);
        }

        return id;
    }
}
