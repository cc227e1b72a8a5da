using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Mapping;

/// <summary>A number for each dimension of a GEMM: sizes, steps or counts.</summary>
internal readonly record struct PerDimension(long M, long N, long K)
{
    internal static readonly GemmDimension[] All = [GemmDimension.M, GemmDimension.N, GemmDimension.K];

    /// <summary>The sizes of a GEMM.</summary>
    internal static PerDimension Of(GemmShape shape) => new(shape.M, shape.N, shape.K);

    internal long this[GemmDimension dimension] => dimension switch
    {
        GemmDimension.M => M,
        GemmDimension.N => N,
        _ => K,
    };

    internal PerDimension With(GemmDimension dimension, long value) => dimension switch
    {
        GemmDimension.M => this with { M = value },
        GemmDimension.N => this with { N = value },
        _ => this with { K = value },
    };

    /// <summary>The numbers of two lists, joined dimension by dimension.</summary>
    internal static PerDimension Join(PerDimension first, PerDimension second, Func<long, long, long> join) =>
        new(join(first.M, second.M), join(first.N, second.N), join(first.K, second.K));

    /// <summary>The dimension other than two.</summary>
    internal static GemmDimension Third(GemmDimension first, GemmDimension second) =>
        (GemmDimension)((int)GemmDimension.M + (int)GemmDimension.N + (int)GemmDimension.K - (int)first - (int)second);

    /// <summary>The two dimensions other than one.</summary>
    internal static (GemmDimension First, GemmDimension Second) Others(GemmDimension dimension) => dimension switch
    {
        GemmDimension.M => (GemmDimension.N, GemmDimension.K),
        GemmDimension.N => (GemmDimension.M, GemmDimension.K),
        _ => (GemmDimension.M, GemmDimension.N),
    };
}
