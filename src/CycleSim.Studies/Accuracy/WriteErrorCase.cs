using System.Globalization;

namespace CycleSim.Studies.Accuracy;

/// <summary>Write errors that a network is trained with.</summary>
/// <param name="Field">The bits that fail.</param>
/// <param name="Rate">Their write error rate.</param>
/// <param name="ErrorModel">Name of the error model, which says what a failed write leaves.</param>
public sealed record WriteErrorCase(FailingField Field, double Rate, string ErrorModel)
{
    /// <summary>The case in words, e.g. "mantissa at 8e-4, flip".</summary>
    public string Label => $"{Name} at {RateText}, {ErrorModel}";

    /// <summary>The write error rates of a role, as for `cyclesim train`.</summary>
    internal string Rates => string.Join('+', FieldNames.Select(name => $"{name}@{RateText}"));

    /// <summary>The rate as it is written in tables.</summary>
    internal string RateText => Rate.ToString("0.##e+0", CultureInfo.InvariantCulture);

    private string Name => Field switch
    {
        FailingField.Mantissa => "mantissa",
        FailingField.SignAndExponent => "sign and exponent",
        _ => "all bits",
    };

    private string[] FieldNames => Field switch
    {
        FailingField.Mantissa => ["mantissa"],
        FailingField.SignAndExponent => ["sign", "exponent"],
        _ => ["all"],
    };
}
