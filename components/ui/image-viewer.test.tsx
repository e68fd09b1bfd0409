import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useState } from 'react';
import { FileImage } from './file-image.tsx';
import { ImageViewer } from './image-viewer.tsx';

const images = ['a', 'b', 'c'].map((id) => ({ fileId: `file-${id}`, label: `Step 1, chart ${id}` }));
const gallery = images.map((image) => ({ ...image, src: `/files/${image.fileId.slice(5)}` }));

/** A page with the picture b, which the viewer shows among others. */
function Page() {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      <FileImage src="/files/b" fileId="file-b" short="file-b" name={null} alt="chart" onOpen={setShown} />
      {shown ? <ImageViewer images={gallery} shown={shown} onShow={setShown} onClose={() => setShown(null)} /> : null}
    </>
  );
}

afterEach(() => vi.unstubAllGlobals());

/** The test document has no modal dialogs of its own. */
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});

const picture = () => screen.getByRole('dialog').querySelector('img') as HTMLImageElement;

async function openViewer() {
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Open image file-b in the viewer' }));
  await screen.findByRole('dialog');
}

function load(width: number, height: number) {
  const image = picture();
  Object.defineProperty(image, 'naturalWidth', { value: width });
  Object.defineProperty(image, 'naturalHeight', { value: height });
  fireEvent.load(image);
}

describe('ImageViewer', () => {
  it('goes through all images, by arrows and buttons, and round', async () => {
    const outside = vi.fn<() => void>();
    window.addEventListener('keydown', outside);
    await openViewer();
    expect(screen.getByRole('dialog', { name: 'Step 1, chart b' })).toBeInTheDocument();
    expect(screen.getByText('2 of 3')).toBeInTheDocument();
    expect(picture()).toHaveAttribute('src', '/files/b');
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'ArrowRight' });
    expect(picture()).toHaveAttribute('src', '/files/c');
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'ArrowRight' });
    expect(picture()).toHaveAttribute('src', '/files/a');
    await userEvent.click(screen.getByRole('button', { name: 'Previous image' }));
    expect(picture()).toHaveAttribute('src', '/files/c');
    expect(screen.getByRole('button', { name: 'Previous image' })).toHaveFocus();
    expect(screen.getByRole('link', { name: 'Download image Step 1, chart c' })).toHaveAttribute('download', 'file-c');
    expect(outside).not.toHaveBeenCalled();
    window.removeEventListener('keydown', outside);
  });

  it('fits, shows its own size and zooms, by buttons, keys and wheel', async () => {
    await openViewer();
    load(1600, 300);
    expect(screen.getByRole('dialog')).toHaveTextContent('1600 × 300');
    expect(screen.getByText('50 %')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Fit' })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: /^100\s%$/ }));
    expect(picture().style.transform).toContain('scale(1)');
    await userEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
    expect(screen.getByText('125 %')).toBeInTheDocument();
    fireEvent.keyDown(picture(), { key: '-' });
    expect(picture().style.transform).toContain('scale(1)');
    fireEvent.keyDown(picture(), { key: '0' });
    expect(picture().style.transform).toContain('scale(0.5)');
    const wheel = new WheelEvent('wheel', { deltaY: -100, cancelable: true, bubbles: true });
    fireEvent(picture(), wheel);
    expect(wheel.defaultPrevented).toBe(true);
    expect(picture().style.transform).toContain('scale(0.64');
  });

  it('is dragged, but not out of sight, and pinched', async () => {
    await openViewer();
    load(1600, 1200);
    fireEvent.keyDown(picture(), { key: '1' });
    const at = (pointerId: number, clientX: number, clientY: number) => ({ pointerId, clientX, clientY, button: 0 });
    fireEvent.pointerDown(picture(), at(1, 100, 100));
    fireEvent.pointerMove(picture(), at(1, 60, 130));
    expect(picture().style.transform).toContain('translate(-40px, 30px)');
    fireEvent.pointerMove(picture(), at(1, -9000, 130));
    expect(picture().style.transform).toContain('translate(-400px, 30px)');
    fireEvent.pointerUp(picture(), at(1, 0, 0));
    fireEvent.keyDown(picture(), { key: '0' });
    fireEvent.pointerDown(picture(), at(1, 0, 0));
    fireEvent.pointerDown(picture(), at(2, 100, 0));
    fireEvent.pointerMove(picture(), at(2, 200, 0));
    expect(picture().style.transform).toContain('scale(1)');
  });

  it('stays fitted where it is dragged, and a double click shows its own size where it was made', async () => {
    await openViewer();
    load(1600, 1200);
    const at = (clientX: number, clientY: number) => ({ pointerId: 1, clientX, clientY, button: 0 });
    fireEvent.pointerDown(picture(), at(100, 100));
    fireEvent.pointerMove(picture(), at(60, 100));
    fireEvent.pointerUp(picture(), at(60, 100));
    expect(screen.getByRole('button', { name: 'Fit' })).toHaveAttribute('aria-pressed', 'true');
    fireEvent.doubleClick(picture(), at(-100, 50));
    expect(picture().style.transform).toContain('translate(100px, -50px) scale(1)');
    fireEvent.doubleClick(picture(), at(0, 0));
    expect(screen.getByRole('button', { name: 'Fit' })).toHaveAttribute('aria-pressed', 'true');
  });

  it('opens as it was zoomed before, and tells when zooming has paused', async () => {
    const onZoom = vi.fn<(zoom: string | undefined) => void>();
    const viewer = (zoom: string | undefined) => (
      <ImageViewer images={gallery} shown="file-b" onShow={vi.fn()} onClose={vi.fn()} kept={{ zoom, onZoom }} />
    );
    const { rerender } = render(viewer('200@0.25,0.5'));
    load(1600, 300);
    expect(picture().style.transform).toMatch(/translate\(800px(, 0px)?\) scale\(2\)/);
    fireEvent.keyDown(picture(), { key: '+' });
    fireEvent.keyDown(picture(), { key: '+' });
    expect(onZoom).not.toHaveBeenCalled();
    await waitFor(() => expect(onZoom).toHaveBeenCalledExactlyOnceWith('312.5@0.25,0.5'));
    rerender(viewer('312.5@0.25,0.5'));
    fireEvent.keyDown(picture(), { key: '0' });
    await waitFor(() => expect(onZoom).toHaveBeenLastCalledWith(undefined));
  });

  it('says when a file is gone, in the words of the server, and tries again', async () => {
    const said = 'Production does not have this (404).';
    vi.stubGlobal('fetch', async () => Response.json({ error: { code: 'not_found', message: said } }, { status: 404 }));
    await openViewer();
    fireEvent.error(picture());
    expect(screen.getByRole('alert')).toHaveTextContent('This image cannot be loaded');
    expect(await screen.findByText(said)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(picture()).toHaveAttribute('src', '/files/b');
  });

  it.each([
    ['application/octet-stream', 'This file is not an image that can be shown'],
    ['image/png', 'This image is there, but the browser cannot read it'],
  ])('does not call a file gone that is there as %s', async (type, words) => {
    vi.stubGlobal('fetch', async () => new Response('<svg/>', { headers: { 'content-type': type } }));
    await openViewer();
    fireEvent.error(picture());
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(words));
    expect(screen.getByRole('link', { name: 'Download it' })).toHaveAttribute('href', '/files/b');
  });

  it('shows a picture alone where nothing else is known', async () => {
    render(<FileImage src="/files/b" fileId="file-b" short="file-b" name="b.png" alt="chart" />);
    await userEvent.click(screen.getByRole('button', { name: 'Open image b.png in the viewer' }));
    expect(await screen.findByRole('dialog', { name: 'b.png' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Next image' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('begins on the button that closes, closes and is gone', async () => {
    await openViewer();
    expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});
