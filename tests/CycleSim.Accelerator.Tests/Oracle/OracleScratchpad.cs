using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A banked scratchpad that advances cycle by cycle.</summary>
internal sealed class OracleScratchpad(ScratchpadSpec spec, int readCycles, int writeCycles)
{
    private readonly OracleBank[] _banks = [.. Enumerable.Range(0, spec.Banks).Select(_ => new OracleBank(spec.InitiationIntervalCycles))];

    private readonly List<OracleAccess> _held = [];

    /// <summary>Requests of lanes reach their banks when they are let go: those of others in the cycle come first.</summary>
    internal bool HoldsLanes { get; init; }

    /// <summary>No access of a lane waits or runs.</summary>
    internal bool IsIdle => _held.Count == 0 && _banks.All(bank => bank.IsIdle);

    internal void Tick(long cycle)
    {
        foreach (OracleBank bank in _banks)
            bank.Tick(cycle);
    }

    internal OracleAccess Request(in PortLine line, bool isWrite, int port, long cycle)
    {
        var access = isWrite
            ? new OracleAccess(line, AccessKind.Write, port, cycle, writeCycles)
            : new OracleAccess(line, AccessKind.Read, port, cycle, readCycles);
        if (HoldsLanes && access.IsOfLane)
            _held.Add(access);
        else
            Request(access, cycle);
        return access;
    }

    /// <summary>Lets the requests of lanes go, in their order.</summary>
    internal void LetGo(long cycle)
    {
        foreach (OracleAccess access in _held)
            Request(access, cycle);
        _held.Clear();
    }

    private void Request(OracleAccess access, long cycle) =>
        _banks[access.Line.Layout.BankOf(access.Line.Line, access.Line.Slice)].Request(access, cycle);
}
