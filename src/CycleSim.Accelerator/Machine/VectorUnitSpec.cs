using CycleSim.Workloads.Vectors;

namespace CycleSim.Accelerator.Machine;

/// <summary>
/// What the vector unit does with the words that it takes in a step. An operation keeps the lanes for a cycle; a function that takes n
/// cycles keeps them n - 1 cycles longer. Lanes are alike, and functions follow each other.
/// </summary>
/// <param name="Passes">How often it goes over what it normalises.</param>
/// <param name="ExpCycles">Cycles a word for an exponential, at least 1.</param>
/// <param name="DivideCycles">Cycles a word for a quotient.</param>
/// <param name="SqrtCycles">Cycles a word for a square root.</param>
/// <param name="TanhCycles">Cycles a word for a hyperbolic tangent.</param>
/// <param name="ErfCycles">Cycles a word for the error function.</param>
public sealed record VectorUnitSpec(
    VectorPasses Passes, int ExpCycles = 1, int DivideCycles = 1, int SqrtCycles = 1, int TanhCycles = 1, int ErfCycles = 1)
{
    /// <summary>Largest width, words.</summary>
    internal const int MaxWords = 1 << 16;

    /// <summary>Largest number of cycles that a function keeps a lane for a word.</summary>
    internal const int MaxCycles = 1024;

    /// <summary>Every operation takes its words once, and a cycle for each step.</summary>
    public static VectorUnitSpec Plain { get; } = new(VectorPasses.Single);

    /// <summary>Cycles that words of an operation keep their lanes.</summary>
    /// <param name="functions">What it computes for each word.</param>
    public int CyclesOf(VectorFunctions functions)
    {
        return 1 + More(VectorFunctions.Exp, ExpCycles) + More(VectorFunctions.Divide, DivideCycles)
            + More(VectorFunctions.Sqrt, SqrtCycles) + More(VectorFunctions.Tanh, TanhCycles) + More(VectorFunctions.Erf, ErfCycles);

        int More(VectorFunctions function, int cycles) => functions.HasFlag(function) ? cycles - 1 : 0;
    }

    /// <summary>All of it in one line, e.g. "Multi, exp 4, divide 4, sqrt 4, tanh 1, erf 1".</summary>
    public override string ToString() =>
        $"{Passes}, exp {ExpCycles}, divide {DivideCycles}, sqrt {SqrtCycles}, tanh {TanhCycles}, erf {ErfCycles}";
}
