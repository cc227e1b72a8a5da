using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Terminal.Options;

/// <summary>What the texts mean that options are given.</summary>
public static class OptionValue
{
    /// <summary>The bytes that an option names.</summary>
    /// <param name="option">Name of the option, for the message.</param>
    /// <param name="text">What it was given, e.g. "48MiB".</param>
    /// <exception cref="InputException">It names none; the message says which option.</exception>
    public static long Bytes(string option, string text)
    {
        try
        {
            return ByteSize.Parse(text);
        }
        catch (InputException problem)
        {
            throw new InputException($"{option}: {problem.Message}");
        }
    }

    /// <summary>The items of a list that is separated by commas, spaces or both.</summary>
    /// <param name="values">What the option was given.</param>
    public static string[] List(IEnumerable<string> values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))];
}
