using System.Globalization;

namespace CycleSim.Studies.Identity;

/// <summary>
/// Writes "Type { Name = value, ... }": a text for ids of stored results. Names are given as text, so that renaming a member in the code
/// loses no result; numbers are written so that they can be read back, so that no two contents have the same text.
/// </summary>
/// <param name="type">What the text calls the type.</param>
internal sealed class RecordText(string type)
{
    private readonly List<string> _members = [];

    /// <summary>Writes a member.</summary>
    /// <param name="name">What the text calls it.</param>
    /// <param name="value">Its value; null leaves the value empty.</param>
    internal RecordText Add(string name, object? value)
    {
        _members.Add(string.Create(CultureInfo.InvariantCulture, $"{name} = {value}"));
        return this;
    }

    /// <summary>
    /// Writes a member that is younger than stored results: while it has the value that all results before it were made with, the text
    /// stays what it was.
    /// </summary>
    /// <param name="name">What the text calls it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="usual">The value that is not written.</param>
    internal RecordText AddUnless<T>(string name, T value, T usual) =>
        EqualityComparer<T>.Default.Equals(value, usual) ? this : Add(name, value);

    /// <summary>The text.</summary>
    public override string ToString() => $"{type} {{ {string.Join(", ", _members)} }}";
}
