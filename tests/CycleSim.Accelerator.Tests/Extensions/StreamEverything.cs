using System.Collections.Immutable;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A residency policy of one's own: no tensor is ever on-chip.</summary>
internal sealed class StreamEverything : IResidencyPolicy
{
    public string Name => "stream_everything";

    public string Meaning => "none: every tensor is streamed from and to DRAM";

    public ResidencyPlan Plan(ResidencyQuestion question)
    {
        ImmutableArray<StepOperation> operations = question.Program.Operations;
        long lines = operations.SelectMany((operation, index) => operation.Reads.Concat(operation.Writes).Distinct()
            .Select(tensor => question.StreamedLines(index, tensor))).Sum();
        return new ResidencyPlan([.. operations.Select(_ => new OperationResidency([], []))], [], [], lines);
    }
}
