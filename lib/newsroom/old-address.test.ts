import { describe, expect, it } from 'vitest'
import { oldAddress } from './old-address.ts'

const decomposed = 'cafe\u0301'

describe('an old address is looked up in one form', () => {
  it.each([
    ['/old/path', '/old/path'],
    ['/old/path/', '/old/path'],
    ['/old///', '/old'],
    ['//old//path', '/old/path'],
    ['/a/./b/../c', '/a/c'],
    ['/', '/'],
    ['/caf%C3%A9', '/café'],
    [`/${decomposed}`, '/café'],
    ['/50%', '/50%'],
    ['/%E4%BC%8A', '/伊'],
    ['/%e4%bc%8a', '/伊'],
    ['/my page', '/my page'],
    ['/my%20page', '/my page'],
    ['/what%3F', '/what%3F'],
  ])('its path: %s', (written, form) => {
    expect(oldAddress(written)).toBe(form)
  })

  it.each([
    ['/?p=123', '/?p=123'],
    ['//?p=123', '/?p=123'],
    ['/index.php?id=7&x=1', '/index.php?id=7&x=1'],
    ['/index.php?x=1&id=7', '/index.php?id=7&x=1'],
    ['/a?', '/a'],
    ['/a?b', '/a?b='],
    ['/a?q=%E4%BC%8A', '/a?q=%E4%BC%8A'],
    ['/a?q=伊', '/a?q=%E4%BC%8A'],
    [`/a?q=${decomposed}`, '/a?q=caf%C3%A9'],
    ['/a?q=b c', '/a?q=b+c'],
    ['/a?q=b?c', '/a?q=b%3Fc'],
  ])('its parameters: %s', (written, form) => {
    expect(oldAddress(written)).toBe(form)
  })
})
