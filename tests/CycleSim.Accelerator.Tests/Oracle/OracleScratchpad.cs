using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A banked scratchpad that advances cycle by cycle.</summary>
internal sealed class OracleScratchpad(ScratchpadSpec spec, int readCycles, int writeCycles)
{
    private readonly OracleBank[] _banks = [.. Enumerable.Range(0, spec.Banks).Select(_ => new OracleBank(spec.InitiationIntervalCycles))];

    /// <summary>No access waits or runs.</summary>
    internal bool IsIdle => _banks.All(bank => bank.IsIdle);

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
        _banks[line.Layout.BankOf(line.Line, line.Slice)].Request(access, cycle);
        return access;
    }
}
