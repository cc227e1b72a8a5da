using System.Collections.Immutable;
using CycleSim.Configuration;

namespace CycleSim.Studies.Reproduction;

/// <summary>What a reproduction came to.</summary>
/// <param name="Scope">What was run.</param>
/// <param name="Figures">Figures, made or not.</param>
/// <param name="Claims">All claims, judged.</param>
/// <param name="Failures">Points without a result.</param>
public sealed record ReproductionReport(
    ReproductionScope Scope, ImmutableArray<Figure> Figures, ImmutableArray<JudgedClaim> Claims, ImmutableArray<string> Failures)
{
    internal const string Title = "The source paper, made again";

    internal const string Source =
        "S. Roy, C. Wang, A. Raghunathan, \"Evaluation of STT-MRAM as a Scratchpad for Training in ML Accelerators\", arXiv:2308.02024.";

    internal const string Rules =
        "Every verdict is computed by a rule from what was measured; the paper's number is known to the rule alone. \"Given\": the " +
        "model takes it as an input, so agreement shows nothing.";

    internal const string Columns =
        "Measured and verdict are cycle-level: the machine, event by event. \"As the paper counts\" judges the same claims by the same " +
        "rules on an account of counts times unit costs, as the paper describes its own simulator; where its text leaves a choice, the " +
        "account takes the one under which its claims fit together, so that column shows that they do and not that they hold.";

    /// <summary>What ran, in words.</summary>
    internal IEnumerable<string> Facts =>
    [
        $"CycleSim {ToolVersion.Text}.", $"Scope: {Scope.Description}.",
            $"Batch {Scope.Batch}, machine \"paper\", memories \"sram\" and \"stt-mram\", " +
            "on equal areas the circuits that made their tables.", Rules, Columns,
    ];
}
