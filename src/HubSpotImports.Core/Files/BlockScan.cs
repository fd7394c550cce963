namespace HubSpotImports.Files;

/// <summary>
/// Reads a UTF-8 file in blocks of whole records, several at a time. Blocks are read one after another, looked at side by side, and handed
/// over in the order of the file.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="limits">What HubSpot takes.</param>
/// <param name="add">Takes each block.</param>
internal sealed class BlockScan(SourceFile file, ImportLimits limits, Action<RecordBlock> add)
{
    private Task<bool> _last = Task.FromResult(true); // Whether all blocks up to the last one that was read went well.
    private bool _isOver;
    private bool _gaveUp;

    /// <summary>Reads the file.</summary>
    /// <param name="check">Looks at its rows.</param>
    /// <param name="settings">How many threads.</param>
    /// <param name="stop">Breaks off.</param>
    /// <returns>Whether the file can be read in this way; else it has to be read in one go, and all that was added is void.</returns>
    public async Task<bool> RunAsync(IFileCheck check, ScanSettings settings, CancellationToken stop)
    {
        using var source = FileInspector.Open(file.Path, isAsynchronous: false);
        source.Position = file.BytesBeforeHeader;
        using var turn = new SemaphoreSlim(1, 1);
        var blocks = new RecordBlocks(source, settings.BlockBytes, limits.RecordBytes);
        await Task.WhenAll(Enumerable.Range(0, settings.Threads).Select(_ => Task.Run(() => WorkAsync(blocks, turn, check.ForThread(), stop), stop))).ConfigureAwait(false);
        return !_gaveUp && !blocks.IsStuck;
    }

    private async Task WorkAsync(RecordBlocks blocks, SemaphoreSlim turn, IRowCheck check, CancellationToken stop)
    {
        using var block = new RecordBlock();
        var reader = new BlockReader(file, limits, check);
        while (true)
        {
            var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                Task<bool> before;
                await turn.WaitAsync(stop).ConfigureAwait(false);
                try
                {
                    if (_isOver || !blocks.Read(block)) return;
                    (before, _last) = (_last, done.Task);
                }
                finally
                {
                    turn.Release();
                }

                var isReadable = reader.Read(block);
                if (!await before.ConfigureAwait(false)) return;

                _gaveUp |= !isReadable;
                if (_gaveUp) return;

                add(block);
                if (block.InvalidAt is not null) return;

                check.End(block);
                done.SetResult(true);
            }
            finally
            {
                // Who leaves before its block is handed over ends the scan for all that follow.
                _isOver |= done.TrySetResult(false);
            }
        }
    }
}
