using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// The paper's rule: in the order in which tensors came in during the forward pass, in the reverse order afterwards. Source: Roy, Wang,
/// Raghunathan, arXiv:2308.02024.
/// </summary>
public sealed class EvictionByPass : IEvictionPolicy
{
    /// <inheritdoc />
    public string Name => PaperChoices.Eviction;

    /// <inheritdoc />
    public string Meaning => "the one that came in first during the forward pass, the one that came in last afterwards";

    /// <inheritdoc />
    public int Choose(EvictionQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Program.Operations[question.Operation].Pass == Pass.Forward ? 0 : question.Candidates.Count - 1;
    }
}
