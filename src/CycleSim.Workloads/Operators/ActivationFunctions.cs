using System.Collections.Immutable;

namespace CycleSim.Workloads.Operators;

/// <summary>The names of functions that are applied to each word.</summary>
public static class ActivationFunctions
{
    /// <summary>max(x, 0).</summary>
    public const string Relu = "relu";

    /// <summary>min(max(x, 0), 6).</summary>
    public const string Relu6 = "relu6";

    /// <summary>1 / (1 + exp(-x)).</summary>
    public const string Sigmoid = "sigmoid";

    /// <summary>Hyperbolic tangent.</summary>
    public const string Tanh = "tanh";

    /// <summary>x sigmoid(x).</summary>
    public const string Silu = "silu";

    /// <summary>x Phi(x) by the error function.</summary>
    public const string Gelu = "gelu";

    /// <summary>Its approximation by the hyperbolic tangent.</summary>
    public const string GeluTanh = "gelu_tanh";

    /// <summary>min(max(x / 6 + 1/2, 0), 1), or another slope.</summary>
    public const string HardSigmoid = "hardsigmoid";

    /// <summary>x hardsigmoid(x).</summary>
    public const string HardSwish = "hardswish";

    /// <summary>How files of networks spell a function: as the type of its layer, with words apart.</summary>
    /// <param name="function">One of <see cref="All"/>.</param>
    internal static string SpellingOf(string function) => function switch
    {
        HardSigmoid => "hard_sigmoid",
        HardSwish => "hard_swish",
        _ => function,
    };

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } =
        [Relu, Relu6, Sigmoid, Tanh, Silu, Gelu, GeluTanh, HardSigmoid, HardSwish];
}
