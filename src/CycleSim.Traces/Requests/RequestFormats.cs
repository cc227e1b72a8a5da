using CycleSim.Configuration.Text;

namespace CycleSim.Traces.Requests;

/// <summary>The formats of request traces by name.</summary>
public static class RequestFormats
{
    /// <summary>All names, for messages and descriptions: "csv, dramsim3, ...".</summary>
    public static string Names { get; } = string.Join(", ", Enum.GetValues<RequestFormat>().Select(NameOf));

    /// <summary>Name of a format, as options have it.</summary>
    public static string NameOf(RequestFormat format) => EnumName.Of(format);

    /// <summary>In what a format counts its times.</summary>
    public static RequestTimeUnit TimeUnitOf(RequestFormat format) => format switch
    {
        RequestFormat.Gem5 => RequestTimeUnit.Picoseconds,
        RequestFormat.Ramulator2 => RequestTimeUnit.None,
        _ => RequestTimeUnit.Cycles,
    };
}
