import axios, { type AxiosRequestConfig } from 'axios';
import { config } from '../config.js';

/** What sign-in asks of Clever; people wait for it, hence the short timeout. */
export const signInApi = axios.create({
  baseURL: config.clever.signInApiUrl,
  timeout: 5_000,
});

/** Request options that speak for the person who owns the token. */
export function onBehalfOf(token: string): AxiosRequestConfig {
  return { headers: { Authorization: `Bearer ${token}` } };
}
