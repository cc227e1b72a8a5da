using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "scratchpad" in a machine's file.</summary>
internal static class ScratchpadKeys
{
    internal static readonly KeySet All = new("scratchpad", "Banks and lines of each scratchpad.");

    internal static readonly Key<int> Banks = All.Int("banks", "Banks of each scratchpad.", 1, ScratchpadSpec.MaxBanks);

    internal static readonly Key<int> LineBytes = All.PowerOfTwo(
        "line_bytes",
        "Bytes of a line, the unit of access. Energy is that of the memory's access for each bit; latency is that of its access.",
        ScratchpadSpec.MaxLineBytes, min: ScratchpadSpec.MinLineBytes, unit: "B");

    internal static readonly Key<string> Banking = All.Choice(
        "banking", "Which bank holds which line.", BankMappings.All, Machine.Banking.Skewed);

    internal static readonly Key<int> InitiationInterval = All.Int(
        "initiation_interval_cycles", "Cycles that a bank is busy with an access: banks are pipelined.", 1,
        ScratchpadSpec.MaxInitiationIntervalCycles, "cycles", whenMissing: "a bank is busy for the whole access");

    internal static readonly Key<KeyValues> WriteVerify = All.Object(
        "write_verify", "Writes that are verified and repeated.", WriteVerifyKeys.All,
        whenMissing: "a write is done after one attempt");
}
