namespace CycleSim.Device.Codes;

/// <summary>Codes of one construction, one for each number of data bits.</summary>
internal interface ICodeFamily
{
    /// <summary>Makes the code.</summary>
    /// <param name="dataBits">Number of data bits, at least 1.</param>
    /// <returns>The code, or null when there is none of so many data bits.</returns>
    public ErrorCorrectingCode? Create(int dataBits);
}
