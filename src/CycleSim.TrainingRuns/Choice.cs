using System.Text.Json;
using CycleSim.Platform;

namespace CycleSim.TrainingRuns;

/// <summary>The names of choices of a training in options and results, e.g. "stuck-at-old".</summary>
public static class Choice
{
    /// <summary>The name of a choice.</summary>
    /// <param name="value">The choice.</param>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The choice that a name stands for.</summary>
    /// <param name="name">The name.</param>
    /// <param name="option">The option that it was given to, for messages.</param>
    /// <exception cref="InputException">No choice has that name.</exception>
    public static T Of<T>(string name, string option)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
            if (NameOf(value) == name)
                return value;
        throw new InputException($"{option} {name}: allowed are {string.Join(" and ", Enum.GetValues<T>().Select(NameOf))}");
    }
}
