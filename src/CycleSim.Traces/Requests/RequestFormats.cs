using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Traces.Requests;

/// <summary>The formats of request traces by name.</summary>
public static class RequestFormats
{
    /// <summary>All names, for messages and descriptions: "csv, dramsim3, ...".</summary>
    public static string Names { get; } = string.Join(", ", Enum.GetValues<RequestFormat>().Select(NameOf));

    /// <summary>Name of a format, as options have it.</summary>
    public static string NameOf(RequestFormat format) => EnumName.Of(format);

    /// <summary>The format of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="option">Option that gave the name, for the message.</param>
    /// <exception cref="InputException">There is no format of that name.</exception>
    public static RequestFormat Parse(string name, string option = "--format")
    {
        foreach (RequestFormat format in Enum.GetValues<RequestFormat>())
            if (NameOf(format) == name)
                return format;
        throw new InputException($"{option} {name}: allowed are {Names}");
    }

    /// <summary>In what a format counts its times.</summary>
    public static RequestTimeUnit TimeUnitOf(RequestFormat format) => format switch
    {
        RequestFormat.Gem5 => RequestTimeUnit.Picoseconds,
        RequestFormat.Ramulator2 => RequestTimeUnit.None,
        _ => RequestTimeUnit.Cycles,
    };
}
