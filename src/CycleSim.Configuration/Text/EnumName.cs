using System.Text.Json;

namespace CycleSim.Configuration.Text;

/// <summary>The names of choices in files: keys, values of keys and of results.</summary>
public static class EnumName
{
    /// <summary>A choice in snake case, e.g. "weight_gradient" for WeightGradient.</summary>
    /// <param name="value">The choice.</param>
    public static string Of<T>(T value)
        where T : struct, Enum => Of(value.ToString());

    /// <summary>The name of a member of an enumeration in snake case.</summary>
    /// <param name="member">The member, e.g. "WeightGradient".</param>
    public static string Of(string member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
}
