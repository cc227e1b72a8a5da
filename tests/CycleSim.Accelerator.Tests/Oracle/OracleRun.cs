using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>What the cycle-stepped machine has done so far, and the core cycle it is in.</summary>
internal sealed class OracleRun
{
    internal long Cycle { get; set; }

    /// <summary>Every access, in the order of requests.</summary>
    internal List<OracleAccess> Accesses { get; } = [];

    internal List<OracleOperation> Operations { get; } = [];

    internal List<(PhaseKind Kind, int Operation, long Start, long End)> Phases { get; } = [];

    internal List<FoldStart> Folds { get; } = [];

    internal List<(int Tensor, long Start, long End, long Bursts, bool IsWrite)> Transfers { get; } = [];
}
