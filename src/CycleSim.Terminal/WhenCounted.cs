using Spectre.Console;
using Spectre.Console.Rendering;

namespace CycleSim.Terminal;

/// <summary>A column of a progress bar that is empty while nobody knows how much there is to do.</summary>
/// <param name="column">The column.</param>
internal sealed class WhenCounted(ProgressColumn column) : ProgressColumn
{
    /// <inheritdoc />
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        task.IsIndeterminate ? Text.Empty : column.Render(options, task, deltaTime);
}
