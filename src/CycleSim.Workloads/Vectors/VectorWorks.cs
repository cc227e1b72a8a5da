namespace CycleSim.Workloads.Vectors;

/// <summary>
/// The work of operations that are more than additions, products and comparisons in one pass. What is computed once for a group and not
/// for each of its words (the root of a variance, the reciprocal of a deviation) takes no time of its own.
/// </summary>
internal static class VectorWorks
{
    /// <summary>Each share is the exponential of a score, divided by the sum of its row.</summary>
    public static VectorWork SoftmaxShares { get; } = VectorWork.Once(VectorFunctions.Exp | VectorFunctions.Divide);

    /// <summary>The largest score of each row, then the sum of exponentials.</summary>
    /// <param name="row">Words of a row.</param>
    public static VectorWork SoftmaxStatistics(long row) => new([VectorFunctions.None, VectorFunctions.Exp], row);

    /// <summary>The mean of each group, then the variance around it.</summary>
    /// <param name="group">Words of a group.</param>
    public static VectorWork MeanAndVariance(long group) => new([VectorFunctions.None, VectorFunctions.None], group);

    /// <summary>Both passes of <see cref="SoftmaxStatistics"/>, then the shares less the labels.</summary>
    /// <param name="classes">Words of a row.</param>
    public static VectorWork SoftmaxLoss(long classes) =>
        new([.. SoftmaxStatistics(classes).Passes, .. SoftmaxShares.Passes], classes);
}
