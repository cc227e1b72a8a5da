using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Text;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Arguments;

/// <summary>A matrix product and the systolic array that computes it: what the commands about one GEMM share.</summary>
internal static class GemmArguments
{
    /// <summary>Rows and columns of the array where none are given.</summary>
    internal const int DefaultSide = 256;

    /// <summary>Rows of the output.</summary>
    internal static readonly OptionSpec M = Dimension("--m", "Rows M of the output");

    /// <summary>Columns of the output.</summary>
    internal static readonly OptionSpec N = Dimension("--n", "Columns N of the output");

    /// <summary>The reduction dimension.</summary>
    internal static readonly OptionSpec K = Dimension("--k", "Reduction dimension K: multiply-accumulates of each output");

    private static readonly NumberRange Sides = new(1, 65536);

    /// <summary>Rows of the array.</summary>
    internal static readonly OptionSpec Rows = new("--rows", "Rows R of the systolic array")
    {
        ValueForm = "N",
        Range = Sides,
    };

    /// <summary>Columns of the array.</summary>
    internal static readonly OptionSpec Columns = new("--columns", "Columns C of the systolic array")
    {
        ValueForm = "N",
        Range = Sides,
        Since = "0.2",
        FormerNames = [new("--cols")],
    };

    /// <summary>What an array does between folds.</summary>
    internal static readonly OptionSpec Variant = new("--variant", "What the array does between folds")
    {
        ValueForm = "NAME",
        Since = "0.2",
    };

    private static OptionSpec Dimension(string name, string meaning) =>
        new(name, meaning) { ValueForm = "N", Range = new NumberRange(1, GemmShape.MaxSize) };
}
