namespace CycleSim.Training.Errors;

/// <summary>How writes fail.</summary>
/// <param name="Model">What a failed write leaves behind.</param>
/// <param name="Activations">Write error rates of activations.</param>
/// <param name="Weights">Write error rates of weights.</param>
/// <param name="Errors">Write error rates of errors.</param>
public sealed record ErrorSpec(ErrorModel Model, BitMap Activations, BitMap Weights, BitMap Errors)
{
    /// <summary>Nothing fails.</summary>
    public static ErrorSpec None { get; } = new(ErrorModel.Flip, BitMap.Exact, BitMap.Exact, BitMap.Exact);

    /// <summary>The map of a place.</summary>
    public BitMap At(ErrorPlace place) => place switch
    {
        ErrorPlace.Activations => Activations,
        ErrorPlace.Weights => Weights,
        ErrorPlace.Errors => Errors,
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };
}
