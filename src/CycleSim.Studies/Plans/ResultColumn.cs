namespace CycleSim.Studies.Plans;

/// <summary>A column of a table.</summary>
/// <typeparam name="T">What a row is.</typeparam>
/// <param name="Name">Name with its unit.</param>
/// <param name="Text">The value, if the column holds text.</param>
/// <param name="Number">The value, if the column holds numbers; null where there is none.</param>
public sealed record ResultColumn<T>(string Name, Func<T, string>? Text, Func<T, double?>? Number)
{
    /// <summary>A column of text.</summary>
    public ResultColumn(string name, Func<T, string> text)
        : this(name, text, null)
    {
    }

    /// <summary>A column of numbers.</summary>
    public ResultColumn(string name, Func<T, double?> number)
        : this(name, null, number)
    {
    }
}
