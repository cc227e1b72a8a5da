namespace CycleSim.Workloads.Import.Nodes;

/// <summary>What operators are called after the nodes that they come from.</summary>
internal static class OperatorNames
{
    /// <summary>What the author of the network named, without the operator: "/encoder.0/MatMul" becomes "encoder.0".</summary>
    public static string Of(string nodeName)
    {
        string[] parts = nodeName.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string name = parts.Length > 1 ? string.Join('.', parts[..^1]) : nodeName.Trim('/');
        return name.Length > 0 ? string.Concat(name.Select(c => char.IsWhiteSpace(c) || char.IsControl(c) ? '_' : c)) : "layer";
    }
}
