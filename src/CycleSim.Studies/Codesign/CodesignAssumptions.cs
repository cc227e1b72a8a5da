using System.Collections.Immutable;

namespace CycleSim.Studies.Codesign;

/// <summary>What co-design takes for granted, in words, with the numbers of a question.</summary>
public static class CodesignAssumptions
{
    /// <summary>The assumptions.</summary>
    /// <param name="study">The study.</param>
    public static ImmutableArray<string> Of(CodesignStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        CodesignQuestion question = study.Question;
        FailureBudget budget = study.Baseline.Budget;
        return
        [
            FormattableString.Invariant($"cells differ as \"{question.Variation}\" says, with the same current for all; ") +
            "cells of a line fail independently",
            "junctions are scaled by area: thickness, anisotropy and resistance-area product stay; cell area, access transistor and " +
            "read resistance of the array stay too, so a smaller current makes drivers smaller, not cells",
            FormattableString.Invariant($"writes are those at 300 K, retention that at {question.RetentionTemperatureK:G6} K; ") +
            "both are the worse case",
            FormattableString.Invariant($"a line of {budget.LineBits} bits is wrong with {budget.LineFailure:G3} at most ") +
            "when it is read: " +
            "one write and the longest stay of data in its scratchpad, after the code; read disturb is not counted",
            "random data: half of the bits of a write toggle",
            "retention has to last for the longest stay in the schedule of this step; between steps all data are in DRAM",
            "codewords lie within the bits of one line that must be right; a line with fewer such bits is held to the rate of a whole one",
            "verified writes read the whole line after each attempt and write all of it again if a bit that must be right is wrong; " +
            "cheap bits are not verified and have no code",
            "cheap bits have the barrier and the pulse of their scratchpad; retention may add a hundredth to their errors",
            "the two arrays of a word have their bits' share of capacity, reads, writes, leakage and area",
            "scratchpads count a third of the arrays each; times that slower or faster scratchpads add to the step add up, and so do " +
            "losses of accuracy: the simulated step and the training with all choices say whether they do",
            "fewer cheap bits, or a lower rate, never lose more than what was measured for more bits and a higher rate",
            "bits that must be right fail too seldom to be trained with",
            "short trainings show what long ones would lose",
        ];
    }
}
